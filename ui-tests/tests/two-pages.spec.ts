// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Page } from '@playwright/test';
import { expect, openPage, test, workPage } from '../lab';
import { code, markdown, notebook } from '../notebooks';

const lab = (source: string): string => notebook(markdown('# Depth lab'), { ...code(source), id: 'lab-1' });
const notebookPanel = (page: Page): ReturnType<Page['locator']> => page.locator('.jp-NotebookPanel:visible');

test('a notebook that is open in a second page follows an update there, and is saved without a question', async ({
  page,
  solo,
  tmpPath,
  baseURL
}) => {
  await solo.write({ 'source/lab.ipynb': lab('FACTOR = 1') });
  const work = await solo.publish('source');
  await openPage(page, 'Depth lab');
  await workPage(page).getByRole('button', { name: 'Open a copy', exact: true }).click();
  await expect(notebookPanel(page)).toContainText('FACTOR = 1');

  const second = await page.context().newPage();
  await second.goto(`${baseURL}/lab/workspaces/second/tree/${tmpPath}/depth-lab/lab.ipynb`);
  await expect(notebookPanel(second)).toContainText('FACTOR = 1');

  await solo.write({ 'source/lab.ipynb': lab('FACTOR = 2') });
  await solo.publish('source', { update: work });
  await page.evaluate(() => window.galata.app.commands.execute('atrium:show-mine'));
  await page.getByRole('tab', { name: 'Mine' }).click();
  await notebookPanel(page).getByRole('button', { name: 'Update available' }).click();
  await page.locator('.jp-Atrium-ReviewPanel:visible').getByRole('button', { name: 'Apply update' }).click();

  await expect(notebookPanel(second)).toContainText('FACTOR = 2');
  await second.keyboard.press('ControlOrMeta+s');
  await expect(second.getByRole('dialog')).toHaveCount(0);
  await second.close();
});
