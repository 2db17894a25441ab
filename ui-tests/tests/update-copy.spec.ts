// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Page } from '@playwright/test';
import { expect, openPage, test, workPage } from '../lab';
import { type Cell, code, markdown, notebook } from '../notebooks';

/** Cells keep their ids from release to release, as authors' do. */
const lab = (...cells: Cell[]): string => notebook(...cells.map((cell, index) => ({ ...cell, id: `lab-${index}` })));

const FIRST = lab(
  markdown('# Pressure lab\n\nMeasure it in mbar.'),
  code('FACTOR = 0.01'),
  code('fit = 1'),
  code('# your answer')
);
const SECOND = lab(
  markdown('# Pressure lab\n\nMeasure it in hPa.'),
  code('FACTOR = 0.0102'),
  code('fit = 2'),
  code('# your answer'),
  markdown('Use metres.')
);

/** The sources of the open notebook, as its editors show them. */
async function sources(page: Page): Promise<string[]> {
  const cells = page.locator('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook .jp-Cell');
  return (await cells.allInnerTexts()).map(text => text.replace(/^\[.*\]:\s*/, '').trim());
}

async function type(page: Page, cell: number, keys: string): Promise<void> {
  await page.locator('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell').nth(cell).locator('.cm-content').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(keys);
}

test('an update brings every fix into an open notebook, keeps every edit, and can be taken back', async ({
  page,
  solo
}) => {
  await solo.write({ 'source/lab.ipynb': FIRST, 'source/helpers.py': 'x = 1\n' });
  const work = await solo.publish('source');
  await openPage(page, 'Pressure lab');
  await workPage(page).getByRole('button', { name: 'Open a copy', exact: true }).click();
  await expect(page.locator('.jp-NotebookPanel:visible')).toContainText('FACTOR');

  await test.step('the page leads to the update', async () => {
    await type(page, 2, 'fit = 3');
    await type(page, 3, '# your answer\nanswer = 42');
    await solo.write({ 'source/lab.ipynb': SECOND, 'source/helpers.py': 'x = 2\n' });
    await solo.publish('source', { update: work, note: 'Corrects the units.' });
    await page.getByRole('tab', { name: 'Pressure lab' }).click();
    await page.evaluate(id => void window.galata.app.commands.execute('atrium:show-mine', { id }), work.id);
    await page.getByRole('tab', { name: 'Mine' }).click();
    const copy = page.getByRole('feed', { name: 'My copies' }).getByRole('article', { name: 'Pressure lab' });
    await expect(copy).toContainText('1.0.0, newest is 1.1.0');
    await workPage(page).getByRole('button', { name: 'Review update 1.1.0' }).click();
  });

  const review = page.locator('.jp-Atrium-ReviewPanel:visible');
  await test.step('the review says what comes, and asks about what both changed', async () => {
    await expect(review.getByText('4 fixes to apply, 1 kept yours, 1 to decide. Nothing will be lost.')).toBeVisible();
    await expect(review.getByText('Corrects the units.')).toBeVisible();
    const conflict = review.getByRole('article', { name: 'Cell 3, you both changed the same lines, undecided' });
    await conflict.getByRole('radio', { name: 'Both' }).click();
    await expect(review.getByRole('article', { name: /^Cell 3, .* Both$/ })).toBeVisible();
  });

  await test.step('applied, all is in the notebook, saved, and its kernel is still there', async () => {
    await review.getByRole('button', { name: 'Apply update' }).click();
    await expect(review.getByText(/fixes applied, .* 0 to decide, 0 lost\./)).toBeVisible();
    await page.getByRole('tab', { name: 'lab.ipynb' }).click();
    await expect
      .poll(() => sources(page))
      .toEqual([
        expect.stringContaining('Measure it in hPa.'),
        'FACTOR = 0.0102',
        'fit = 3',
        'fit = 2',
        '# your answer\nanswer = 42',
        'Use metres.'
      ]);
    const saved = await solo.read('pressure-lab/lab.ipynb');
    expect(saved).toContain('answer = 42');
    expect(saved).toContain('fit = 2');
    expect(await solo.read('pressure-lab/helpers.py')).toBe('x = 2\n');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('taken back, only the release is gone', async () => {
    await page.getByRole('tab', { name: 'Update pressure-lab' }).click();
    await review.getByRole('button', { name: 'Undo the update' }).click();
    await expect(review.getByText('Back to 1.0.0. What you edited since is kept.')).toBeVisible();
    await page.getByRole('tab', { name: 'lab.ipynb' }).click();
    await expect
      .poll(() => sources(page))
      .toEqual([
        expect.stringContaining('Measure it in mbar.'),
        'FACTOR = 0.01',
        'fit = 3',
        '# your answer\nanswer = 42'
      ]);
    expect(await solo.read('pressure-lab/helpers.py')).toBe('x = 1\n');
  });
});

test('what an update leaves open waits, is told of, and is decided later', async ({ page, solo }) => {
  await solo.write({ 'source/lab.ipynb': FIRST });
  const work = await solo.publish('source');
  await openPage(page, 'Pressure lab');
  await workPage(page).getByRole('button', { name: 'Open a copy', exact: true }).click();
  await expect(page.locator('.jp-NotebookPanel:visible')).toContainText('FACTOR');
  await type(page, 2, 'fit = 3');
  await solo.write({ 'source/lab.ipynb': SECOND });
  await solo.publish('source', { update: work });

  await page.getByRole('tab', { name: 'Pressure lab' }).click();
  await page.keyboard.press('ControlOrMeta+Shift+A');
  await page.getByRole('tab', { name: 'Mine' }).click();
  await workPage(page).getByRole('button', { name: 'Review update 1.1.0' }).click();
  const review = page.locator('.jp-Atrium-ReviewPanel:visible');
  await review.getByRole('button', { name: 'Apply update' }).click();
  await expect(review.getByRole('button', { name: 'Undo the update' })).toBeVisible();
  await review.getByRole('button', { name: 'Close' }).click();
  const copy = page.getByRole('feed', { name: 'My copies' }).getByRole('article', { name: 'Pressure lab' });
  await expect(copy).toContainText('1 to decide');

  await page.getByRole('tab', { name: 'lab.ipynb' }).click();
  await expect(page.getByRole('button', { name: '1 to decide', exact: true })).toBeVisible();
  await page.evaluate(() => void window.galata.app.commands.execute('atrium:review-update'));
  await expect(review.getByText('1 thing of an earlier update waits for you.')).toBeVisible();
  await review.getByRole('button', { name: 'Theirs' }).click();
  await expect(review.getByText('Everything is decided.')).toBeVisible();
  await page.getByRole('tab', { name: 'lab.ipynb' }).click();
  await expect.poll(() => sources(page)).toContain('fit = 2');
  await expect(copy).toContainText('up to date');
});
