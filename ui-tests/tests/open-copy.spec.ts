// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { expect, openGallery, openPage, panel, test, workPage } from '../lab';
import { ATRIUM, JOBS, cut, hold, startsJob, tell } from '../network';
import { code, markdown, notebook } from '../notebooks';
import { TAGS } from '../tags';

const FILES = {
  'source/glacier.ipynb': notebook(markdown('# Glacier melt\n\nHow much ice?'), code('import xarray')),
  'source/data/mass.csv': 'year,mass\n2001,4\n'
};

test('a copy arrives beside what is there, and overwrites nothing', async ({ page, solo, tmpPath }) => {
  await solo.write({ ...FILES, 'glacier-melt/glacier.ipynb': 'my own notes' });
  await solo.publish('source');
  const opened = await openPage(page, 'Glacier melt');
  const about = opened.getByRole('complementary', { name: 'About this work' });

  await test.step('its progress can be seen, and cancelled', async () => {
    const release = await hold(page, JOBS, startsJob('open'));
    await about.getByRole('button', { name: 'Open a copy' }).click();
    await expect(about.getByRole('progressbar', { name: 'Opening a copy' })).toHaveText('Opening… 0 of 2 files');
    await about.getByRole('button', { name: 'Cancel' }).click();
    await expect(about.getByRole('button', { name: 'Open a copy' })).toBeVisible();
    release();
    expect(await solo.read('glacier-melt-2/glacier.ipynb')).toBeNull();
  });

  await test.step('it opens, with a note of where it came from', async () => {
    await about.getByRole('button', { name: 'Open a copy' }).click();
    await expect(page.getByRole('tab', { name: 'glacier.ipynb' })).toHaveAttribute('aria-selected', 'true');
    await expect(page.locator('.jp-NotebookPanel:visible')).toContainText('How much ice?');
    await expect(page.getByText(`Opened in ${tmpPath}/glacier-melt-2: 2 files.`)).toBeVisible();
    expect(await solo.read('glacier-melt-2/data/mass.csv')).toBe(FILES['source/data/mass.csv']);
    expect(await solo.read('glacier-melt-2/.atrium/origin.json')).toContain('Glacier melt');
    expect(await solo.read('glacier-melt/glacier.ipynb')).toBe('my own notes');
  });

  await test.step('from then on, card, page and the tab Mine lead to it', async () => {
    const gallery = panel(page);
    await expect(gallery.getByText(`Copy in ${tmpPath}/glacier-melt-2`)).toBeVisible();
    await gallery.getByRole('tab', { name: 'Mine' }).click();
    const mine = gallery.getByRole('feed', { name: 'My copies' }).getByRole('article', { name: 'Glacier melt' });
    await expect(mine).toContainText('up to date');
    await mine.click({ position: { x: 70, y: 12 } });
    await expect(workPage(page).getByRole('button', { name: 'Go to your copy' })).toBeVisible();
    await workPage(page).getByRole('button', { name: 'Go to your copy' }).click();
    await expect(page.getByRole('tab', { name: 'glacier.ipynb' })).toHaveAttribute('aria-selected', 'true');
  });

  await test.step('a second one is opened only if that is what is meant', async () => {
    const gallery = await openGallery(page);
    await gallery.getByRole('tab', { name: 'Gallery' }).click();
    await gallery.getByRole('article', { name: 'Glacier melt' }).focus();
    await page.keyboard.press('Shift+Enter');
    const dialog = page.getByRole('dialog', { name: 'You have a copy of this work' });
    await expect(dialog).toContainText('glacier-melt-2');
    await dialog.getByRole('button', { name: 'Open Another Copy' }).click();
    await expect(page.getByText(`Opened in ${tmpPath}/glacier-melt-3: 2 files.`)).toBeVisible();
    expect(await solo.read('glacier-melt-3/data/mass.csv')).toBe(FILES['source/data/mass.csv']);
  });
});

test('what cannot be opened says why, and leaves nothing behind', { tag: TAGS.trouble }, async ({ page, solo }) => {
  await solo.write(FILES);
  await solo.publish('source');
  const opened = await openPage(page, 'Glacier melt');
  const message = 'Your disk has 40 MB left; this copy needs 147 MB. Nothing was written.';
  const makeRoom = await tell(page, 'open', { state: 'failed', problem: { code: 'disk-full', message } });
  await opened.getByRole('button', { name: 'Open a copy' }).click();
  await expect(opened.getByRole('alert')).toHaveText(message);
  makeRoom();
  const mend = await cut(page, ATRIUM);
  await opened.getByRole('button', { name: 'Open a copy' }).click();
  await expect(opened.getByRole('alert')).toContainText('does not answer');
  mend();
  expect(await solo.read('glacier-melt/glacier.ipynb')).toBeNull();
  await opened.getByRole('button', { name: 'Open a copy' }).click();
  await expect(page.locator('.jp-NotebookPanel:visible')).toContainText('How much ice?');
});
