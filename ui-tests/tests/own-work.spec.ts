// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Page } from '@playwright/test';
import { expect, openGallery, openPage, panel, test, workPage } from '../lab';
import { code, markdown, notebook } from '../notebooks';

const FIRST = notebook(markdown('# Pressure lab\n\nMeasure it in mbar.'), code('FACTOR = 0.01'), code('fit = 1'));

/** Chooses something of the menu on the toolbar of a work's page. */
async function choose(page: Page, name: string): Promise<void> {
  await page.locator('.jp-Atrium-WorkTab:visible').getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name }).click();
}

test('an author withdraws a work, brings it back, and erases it; lists and the page follow', async ({ page, solo }) => {
  await solo.write({ 'lab/lab.ipynb': FIRST });
  await solo.publish('lab');
  await openPage(page, 'Pressure lab');
  const card = panel(page).getByRole('article', { name: 'Pressure lab' });
  const dialog = page.getByRole('dialog');

  await test.step('withdrawn, it is out of the gallery, and its owner still reads it', async () => {
    await choose(page, 'Withdraw…');
    await expect(dialog.getByText('You can bring it back.')).toBeVisible();
    await dialog.getByLabel('Why').selectOption('There is an error in it');
    await dialog.getByLabel('In your words').fill('Station 4 stood still.');
    await dialog.getByRole('button', { name: 'Withdraw', exact: true }).click();
    const said = /You withdrew this work on .*: there is an error in it \(Station 4 stood still\)\. Only you/;
    await expect(workPage(page).getByText(said)).toBeVisible();
    await expect(card).toHaveCount(0);
  });

  await test.step('it is brought back from Mine, which was read anew', async () => {
    await panel(page).getByRole('tab', { name: 'Mine' }).click();
    await expect(card).toContainText('withdrawn');
    await card.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Bring Back' }).click();
    await expect(card).not.toContainText('withdrawn');
    await expect(workPage(page).getByText('You withdrew this work')).toHaveCount(0);
    await openGallery(page);
    await expect(card.first()).toBeVisible();
  });

  await test.step('erased, after it was asked twice, nothing is left but the day', async () => {
    await choose(page, 'Withdraw…');
    await dialog.getByRole('button', { name: 'Erase for Good…' }).click();
    await expect(dialog.getByText('This cannot be undone, by you or anybody else.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Erase for Good', exact: true }).click();
    await expect(workPage(page).getByText(/^This work was erased on /)).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Pressure lab' })).toHaveCount(0);
    await expect(card).toHaveCount(0);
  });
});

test('any two versions are compared by file and by cell, with the words that differ marked', async ({ page, solo }) => {
  const helpers = 'def area(radius):\n    return 3 * radius\n';
  await solo.write({ 'lab/lab.ipynb': FIRST, 'lab/helpers.py': helpers });
  const work = await solo.publish('lab');
  await solo.write({ 'lab/lab.ipynb': FIRST.replace('mbar', 'hPa'), 'lab/more.csv': 'a,b\n1,2\n' });
  await solo.publish('lab', { update: work });
  await solo.write({ 'lab/helpers.py': helpers.replace('3 *', '3.14 *') });
  await solo.publish('lab', { update: work });
  await openPage(page, 'Pressure lab');
  const versions = workPage(page).getByRole('tabpanel');

  await test.step('from a version to the one before it', async () => {
    await workPage(page)
      .getByRole('tab', { name: /^Versions/ })
      .click();
    await versions.getByRole('listitem').nth(1).getByRole('button', { name: 'Show what changed' }).click();
    await expect(versions.getByText('1 notebook, 1 cell; 1 file added.')).toBeVisible();
    const cell = versions.getByRole('article', { name: 'Cell 1, changed' });
    await expect(cell.locator('del')).toHaveText('mbar');
    await expect(cell.locator('ins')).toHaveText('hPa');
    await expect(versions.getByText('Cells 2–3 are the same')).toBeVisible();
  });

  await test.step('and between any other two', async () => {
    await versions.getByLabel('To', { exact: true }).selectOption('1.2.0');
    await expect(versions.getByText('1 notebook, 1 cell; 1 file changed; 1 file added.')).toBeVisible();
    await versions.getByRole('button', { name: /^helpers\.py/ }).click();
    await expect(versions.locator('.jp-mod-added', { hasText: '3.14' })).toBeVisible();
    await versions.getByRole('button', { name: 'All versions' }).click();
    await expect(versions.getByRole('listitem')).toHaveCount(3);
  });
});
