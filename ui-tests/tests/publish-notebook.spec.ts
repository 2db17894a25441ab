// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { SETTLED, choosePublish, expect, openPanelOf, panel, pressNotReady, test } from '../lab';
import { code, figure, markdown, notebook, stream } from '../notebooks';

const GLACIER = notebook(
  markdown('# Glacier melt\n\nHow much ice did the glaciers lose?'),
  code('import xarray as xr\nimport numpy as np'),
  code('plot(mass)', figure([40, 90, 160])),
  code('plot(rate)', figure([180, 60, 40]))
);

test.describe('people who have published before', () => {
  test.use({ mockSettings: SETTLED });

  test('publish a notebook in two clicks, and are led to its page', async ({ page, solo }) => {
    await solo.write({ 'glacier.ipynb': GLACIER });
    const publishing = await choosePublish(page, 'glacier.ipynb');
    await expect(publishing.getByText('Ready: 1 file')).toBeVisible();
    await publishing.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(publishing.getByRole('heading', { name: 'Published as 1.0.0' })).toBeFocused();
    await publishing.getByRole('button', { name: 'Open page' }).click();
    await expect(page.getByRole('heading', { name: 'Glacier melt', level: 1 })).toBeFocused();
    const { published } = await solo.client.listMine();
    expect(published.map(work => work.card)).toMatchObject([
      {
        title: 'Glacier melt',
        summary: 'How much ice did the glaciers lose?',
        authors: [{ name: 'A. Rivera' }],
        licence: 'CC-BY-4.0',
        needs: { language: 'python', packages: ['numpy', 'xarray'] }
      }
    ]);
    expect(await solo.read('glacier.ipynb')).toBe(GLACIER);
  });

  test('see where each field comes from, and what they set instead goes out', async ({ page, solo }) => {
    await solo.write({ 'glacier.ipynb': GLACIER });
    const publishing = await choosePublish(page, 'glacier.ipynb');
    const title = publishing.getByLabel('Title');
    await expect(title).toHaveValue('Glacier melt');
    await expect(publishing.getByText('from the first heading')).toBeVisible();
    await expect(publishing.getByText('from the first paragraph')).toBeVisible();

    await test.step('a title is needed', async () => {
      await title.fill('');
      await expect(publishing.getByText('Give it a title.')).toBeVisible();
      await expect(title).toHaveAttribute('aria-invalid', 'true');
      await pressNotReady(publishing);
      await expect(title).toBeFocused();
      await title.fill('Ice, lost');
    });

    await test.step('what was written stays when the tab is closed', async () => {
      await page.activity.closePanel('Publish glacier');
      await choosePublish(page, 'glacier.ipynb');
      await expect(title).toHaveValue('Ice, lost');
    });

    await test.step('another figure may be the cover', async () => {
      await expect(publishing.getByText('From cell 3. 2 figures found.')).toBeVisible();
      await publishing.getByRole('button', { name: 'Choose another cover…' }).click();
      await publishing.getByRole('radio', { name: /cell 4/i }).check();
      await expect(publishing.getByText('From cell 4. 2 figures found.')).toBeVisible();
    });

    await publishing.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(publishing.getByRole('heading', { name: 'Published as 1.0.0' })).toBeVisible();
    await expect(publishing.getByText('Ice, lost')).toBeVisible();
    const colour = await publishing.getByRole('img', { name: 'Cover' }).evaluate(async image => {
      const canvas = document.createElement('canvas');
      const drawing = canvas.getContext('2d');
      drawing?.drawImage(image as HTMLImageElement, 0, 0);
      return Array.from(drawing?.getImageData(5, 5, 1, 1).data ?? []);
    });
    expect(colour).toEqual([180, 60, 40, 255]);
  });
});

test('somebody who publishes for the first time is asked for a licence, and sends no outputs', async ({
  page,
  solo
}) => {
  await solo.write({ 'glacier.ipynb': GLACIER });
  const publishing = await choosePublish(page, 'glacier.ipynb');
  await expect(publishing.getByText('Answer 1 question.')).toBeVisible();
  await expect(publishing.getByRole('checkbox', { name: 'Include outputs' })).not.toBeChecked();
  await pressNotReady(publishing);
  const licence = publishing.getByLabel('Licence');
  await expect(licence).toBeFocused();
  await licence.selectOption({ label: 'All rights reserved' });
  await publishing.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(publishing.getByRole('heading', { name: 'Published as 1.0.0' })).toBeVisible();
  const [work] = (await solo.client.listMine()).published;
  expect(work?.card.licence).toBeNull();
  const release = await solo.client.getRelease({ params: { work: work?.id ?? '', label: '1.0.0' } });
  expect(release.bytes).toBeLessThan(1500);
});

test.describe('what the checks find', () => {
  test.use({ mockSettings: SETTLED });
  const token = 'b7e1c0ffee5511aa90d2e3f4a5b6c7d8';

  test('is fixed in the notebook, and the fix taken back', async ({ page, solo }) => {
    const told = stream(`GET http://127.0.0.1:8888/api/kernels?token=${token}\n`);
    await solo.write({ 'leak.ipynb': notebook(markdown('# Leak'), code('listServers()', told)) });
    const publishing = await choosePublish(page, 'leak.ipynb');
    await expect(publishing.getByText('Fix 1 thing before this can go out.')).toBeVisible();
    await expect(publishing.getByText(token)).toHaveCount(0);
    await publishing.getByRole('button', { name: 'Redact it' }).click();
    await expect(publishing.getByText('Redacted in cell 2.')).toBeVisible();
    await expect(publishing.getByText('Ready: 1 file')).toBeVisible();
    expect(await solo.read('leak.ipynb')).not.toContain(token);
    await publishing.getByRole('button', { name: 'Undo' }).click();
    await expect(publishing.getByText('Fix 1 thing before this can go out.')).toBeVisible();
    expect(await solo.read('leak.ipynb')).toContain(token);
    await pressNotReady(publishing);
    await expect(publishing.getByRole('button', { name: 'Redact it' })).toBeFocused();
    await publishing.getByRole('button', { name: 'Redact it' }).click();
    await publishing.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(publishing.getByRole('heading', { name: 'Published as 1.0.0' })).toBeVisible();
  });

  test('leads to its cell in the notebook, and may be kept', async ({ page, solo }) => {
    const cells = Array.from({ length: 30 }, (_, index) => code(`step(${index})`));
    const last = code('where()', stream('/home/alice/secret-project/data.csv\n'));
    await solo.write({ 'path.ipynb': notebook(markdown('# Path'), ...cells, last) });
    const publishing = await choosePublish(page, 'path.ipynb');
    await expect(publishing.getByText('Answer 1 question.')).toBeVisible();
    await publishing.getByRole('button', { name: 'Show me' }).click();
    const active = page.locator('.jp-NotebookPanel:visible .jp-Cell.jp-mod-active');
    await expect(active).toContainText('where()');
    await expect(active).toBeInViewport();
    await expect(publishing).toBeVisible();
    await publishing.getByRole('button', { name: 'Keep it' }).click();
    await expect(publishing.getByText('Ready: 1 file')).toBeVisible();
    await publishing.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(publishing.getByRole('heading', { name: 'Published as 1.0.0' })).toBeVisible();
  });
});

test('the toolbar of a notebook and the palette lead to the same panel', async ({ page, solo, tmpPath }) => {
  await solo.write({ 'glacier.ipynb': GLACIER });
  await page.filebrowser.open(`${tmpPath}/glacier.ipynb`);
  await page
    .locator('.jp-NotebookPanel-toolbar')
    .getByRole('button', { name: /Publish to Atrium/ })
    .click();
  await expect(openPanelOf(page).getByLabel('Title')).toHaveValue('Glacier melt');
  await page.activity.activateTab('glacier.ipynb');
  await page.keyboard.press('ControlOrMeta+Shift+C');
  await page.locator('.lm-CommandPalette-input').fill('Publish to Atrium');
  await page.getByRole('menuitem', { name: 'Publish to Atrium…' }).click();
  await expect(openPanelOf(page)).toHaveCount(1);
  await expect(panel(page)).toBeHidden();
});
