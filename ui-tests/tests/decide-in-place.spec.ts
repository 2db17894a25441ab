// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Locator, Page } from '@playwright/test';
import { expect, openPage, reload, test, workPage } from '../lab';
import { type Cell, code, markdown, notebook } from '../notebooks';
import type { Solo } from '../solo';

/** Cells keep their ids from release to release, as authors' do. */
const lab = (...cells: Cell[]): string => notebook(...cells.map((cell, index) => ({ ...cell, id: `lab-${index}` })));

const TITLE = markdown('# Depth lab\n\nHow deep does the layer go?');
const FIRST = lab(
  TITLE,
  code('depth = pressure * FACTOR\nfit = 1\nplot(fit)'),
  code('extra = 1'),
  code('# your answer')
);
const SECOND = lab(
  TITLE,
  code('depth = pressure * FACTOR\nfit = 2\nplot(fit)'),
  code('extra = 2'),
  code('# your answer')
);

const notebookPanel = (page: Page): Locator => page.locator('.jp-NotebookPanel:not(.lm-mod-hidden)');
const regions = (page: Page): Locator => notebookPanel(page).getByRole('region', { name: /to decide$/ });

/** The sources of the open notebook, as its model has them. */
function sources(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const panel = window.galata.app.shell.currentWidget as unknown as {
      content: { model: { sharedModel: { cells: { getSource(): string }[] } } };
    };
    return panel.content.model.sharedModel.cells.map(cell => cell.getSource());
  });
}

/** Opens a copy, in which the person changes one cell and deletes another, and updates it to a release that changed both. */
async function updatedCopy(page: IJupyterLabPageFixture, solo: Solo): Promise<void> {
  await solo.write({ 'source/lab.ipynb': FIRST });
  const work = await solo.publish('source');
  await openPage(page, 'Depth lab');
  await workPage(page).getByRole('button', { name: 'Open a copy', exact: true }).click();
  await expect(notebookPanel(page)).toContainText('plot(fit)');
  await page.notebook.setCell(1, 'code', 'depth = pressure * FACTOR\nfit = 3\nplot(fit)');
  await page.notebook.selectCells(2);
  await page.notebook.deleteCells();
  await solo.write({ 'source/lab.ipynb': SECOND });
  await solo.publish('source', { update: work });
  await page.evaluate(() => window.galata.app.commands.execute('atrium:show-mine'));
  await page.getByRole('tab', { name: 'Mine' }).click();
  await notebookPanel(page).getByRole('button', { name: 'Update available' }).click();
  const review = page.locator('.jp-Atrium-ReviewPanel:visible');
  await review.getByRole('button', { name: 'Apply update' }).click();
  await expect(review.getByText(/2 to decide, 0 lost\./)).toBeVisible();
  await review.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('tab', { name: 'lab.ipynb' }).click();
}

test('what an update left open is decided at its cell, by keys too, and can be taken back', async ({ page, solo }) => {
  await updatedCopy(page, solo);
  const changed = notebookPanel(page).getByRole('region', { name: 'Cell 2: to decide' });
  const deleted = notebookPanel(page).getByRole('region', { name: 'A cell that is gone: to decide' });

  await test.step('both sides stand under the cell, after a reload too', async () => {
    await reload(page);
    await expect(changed).toContainText('Release 1.1.0 has another version of this cell');
    await expect(changed).toContainText('fit = 3');
    await expect(changed).toContainText('fit = 2');
    await expect(deleted).toContainText('You deleted a cell here that release 1.1.0 changed');
  });

  await test.step('the toolbar leads there, and a key chooses', async () => {
    await page.getByRole('button', { name: '2 to decide', exact: true }).click();
    await expect(regions(page).locator(':focus')).toHaveText('Mine');
    await changed.getByRole('button', { name: 'Mine', exact: true }).focus();
    await page.keyboard.press('2');
    await expect(changed).toContainText('Took theirs.');
    await expect.poll(() => sources(page)).toContain('depth = pressure * FACTOR\nfit = 2\nplot(fit)');
    expect(await solo.read('depth-lab/lab.ipynb')).toContain('fit = 2');
  });

  await test.step('taken back, it is asked again', async () => {
    await page.keyboard.press('Enter');
    await expect(changed).toContainText('has another version of this cell');
    await expect.poll(() => sources(page)).toContain('depth = pressure * FACTOR\nfit = 3\nplot(fit)');
    await expect(page.getByRole('button', { name: '2 to decide', exact: true })).toBeVisible();
  });

  await test.step('what was deleted comes back at its place', async () => {
    await deleted.getByRole('button', { name: 'Theirs', exact: true }).click();
    await expect(page.getByRole('button', { name: '1 to decide', exact: true })).toBeVisible();
    await changed.getByRole('button', { name: 'Both', exact: true }).click();
    await expect
      .poll(() => sources(page))
      .toEqual([
        expect.stringContaining('# Depth lab'),
        'depth = pressure * FACTOR\nfit = 3\nplot(fit)',
        'depth = pressure * FACTOR\nfit = 2\nplot(fit)',
        'extra = 2',
        '# your answer'
      ]);
    await expect(page.getByRole('button', { name: /to decide$/ })).toHaveCount(0);
  });
});
