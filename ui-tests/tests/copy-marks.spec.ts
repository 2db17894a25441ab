// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Work } from '@jupyter-atrium/api';
import { type IJupyterLabPageFixture, galata } from '@jupyterlab/galata';
import type { Locator, Page } from '@playwright/test';
import { expect, openPage, test, workPage } from '../lab';
import { code, markdown, notebook } from '../notebooks';
import type { Solo } from '../solo';

const TITLE = markdown('# Depth lab');
const lab = (...sources: string[]): string =>
  notebook(TITLE, ...sources.map((source, index) => ({ ...code(source), id: `lab-${index}` })));
const notebookPanel = (page: Page): Locator => page.locator('.jp-NotebookPanel:visible');

/** Opens a copy of a work, in the test's folder. */
async function openedCopy(page: Page, solo: Solo): Promise<Work> {
  await solo.write({ 'source/lab.ipynb': lab('FACTOR = 1', '# your answer') });
  const work = await solo.publish('source');
  await openPage(page, 'Depth lab');
  await workPage(page).getByRole('button', { name: 'Open a copy', exact: true }).click();
  await expect(notebookPanel(page)).toContainText('FACTOR');
  return work;
}

/** Publishes a newer release, and lets the page hear of it. */
async function publishNewer(page: Page, solo: Solo, work: Work): Promise<void> {
  await solo.write({ 'source/lab.ipynb': lab('FACTOR = 2', '# your answer') });
  await solo.publish('source', { update: work });
  await page.evaluate(() => window.galata.app.commands.execute('atrium:show-mine'));
  await page.getByRole('tab', { name: 'Mine' }).click();
  await expect(notebookPanel(page).getByRole('button', { name: 'Update available' })).toBeVisible();
}

/** Shows a folder in the file browser. */
async function files(page: IJupyterLabPageFixture, folder: string): Promise<void> {
  await page.evaluate(() => window.galata.app.commands.execute('filebrowser:activate'));
  await page.filebrowser.openDirectory(folder);
}

test('copies carry marks in the file browser, and their menu leads on', async ({ page, solo, tmpPath }) => {
  const work = await openedCopy(page, solo);
  await page.notebook.setCell(1, 'code', 'FACTOR = 3');
  await page.notebook.save();
  await files(page, tmpPath);
  const mark = page.locator('.jp-DirListing-item', { hasText: 'depth-lab' }).locator('.jp-Atrium-FileMark');
  await expect(mark).toHaveAttribute('title', 'Copy of a work, 1.0.0');

  await test.step('one with an update, from whose menu it is reviewed', async () => {
    await publishNewer(page, solo, work);
    await files(page, tmpPath);
    await expect(mark).toHaveAttribute('title', 'Update available: 1.1.0');
    await page.getByRole('listitem', { name: /depth-lab .*Update available: 1\.1\.0/ }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Review Update…' }).click();
    await page.locator('.jp-Atrium-ReviewPanel:visible').getByRole('button', { name: 'Apply update' }).click();
  });

  await test.step('one with something to decide, from whose menu the cell is shown', async () => {
    await expect(mark).toHaveAttribute('title', '1 to decide');
    await page.getByRole('listitem', { name: /depth-lab .*1 to decide/ }).click({ button: 'right' });
    await expect(page.getByRole('menuitem', { name: 'Review Update…' })).toHaveCount(0);
    await page.getByRole('menuitem', { name: 'Show Cell to Decide' }).click();
    const region = notebookPanel(page).getByRole('region', { name: 'Cell 2: to decide' });
    await expect(region.locator(':focus')).toHaveText('Mine');
    await page.keyboard.press('1');
    await expect(region).toContainText('Kept yours.');
    await expect(mark).toHaveAttribute('title', 'Copy of a work, 1.1.0');
  });
});

test.describe('with copies brought up to date at once', () => {
  test.use({
    mockSettings: {
      ...galata.DEFAULT_SETTINGS,
      '@jupyter-atrium/gallery:updates': { whenOpeningLink: 'apply-clean' }
    }
  });

  test('one click on a work’s page updates the copy and goes to it, with a way back', async ({ page, solo }) => {
    const work = await openedCopy(page, solo);
    await page.notebook.setCell(2, 'code', 'answer = 42');
    await publishNewer(page, solo, work);

    await page.getByRole('tab', { name: 'Depth lab' }).click();
    await workPage(page).getByRole('button', { name: 'Update to 1.1.0' }).click();

    await expect(notebookPanel(page)).toContainText('FACTOR = 2');
    await expect(notebookPanel(page)).toContainText('answer = 42');
    const toast = page.getByRole('alert').filter({ hasText: 'depth-lab is now 1.1.0. 1 fix applied' });
    await toast.getByRole('button', { name: 'Undo the update' }).click();
    await expect(notebookPanel(page)).toContainText('FACTOR = 1');
    await expect(notebookPanel(page)).toContainText('answer = 42');
  });
});
