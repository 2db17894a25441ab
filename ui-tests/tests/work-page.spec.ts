// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { expect, goTo, layoutHolds, openGallery, openPage, panel, reload, test, workPage } from '../lab';
import { code, data, figure, markdown, notebook, picture, stream } from '../notebooks';

const TABLE = '<table><thead><tr><th>year</th></tr></thead><tbody><tr><td>2001</td></tr></tbody></table>';

const FIRST = notebook(
  markdown('# Glacier melt\n\nHow much ice did the glaciers lose?'),
  code('import xarray as xr'),
  code('plot(mass)', figure([40, 90, 160])),
  code('table()', data({ 'text/html': TABLE, 'text/plain': 'year' })),
  markdown('## Method\n\nBy altimetry.')
);

/** Everything an author could try on a reader. */
const HOSTILE = notebook(
  markdown('# Innocent\n\n<img src="x" onerror="window.hurt = 1"> <script>window.hurt = 2</script> <b>bold</b>'),
  markdown('[press me](javascript:window.hurt=3) <style>body { display: none !important }</style>'),
  code(
    'show()',
    data({
      'text/html':
        '<p>kept words</p><script>parent.hurt = 4; window.top.hurt = 4</script><img src="x" onerror="parent.hurt = 5">'
    }),
    data({ 'application/javascript': 'window.hurt = 6', 'text/plain': 'a script' }),
    data({ 'image/svg+xml': '<svg xmlns="http://www.w3.org/2000/svg" onload="parent.hurt = 7"><rect /></svg>' }),
    stream('\u001b]8;;javascript:window.hurt=8\u0007link\u001b]8;;\u0007 <script>window.hurt = 9</script>')
  )
);

test('a work is read with its outputs, files, versions and citation', async ({ page, solo }) => {
  await solo.write({ 'glacier/glacier.ipynb': FIRST, 'glacier/data/mass.csv': 'year,mass\n2001,4\n' });
  const first = await solo.publish('glacier', { cover: picture([40, 90, 160]), tags: ['ice'] });
  await solo.write({ 'glacier/glacier.ipynb': FIRST.replace('plot(mass)', 'plot(mass, rate)') });
  const work = await solo.publish('glacier', { update: first, note: 'Rates are shown, too.', tags: ['ice'] });
  const opened = await openPage(page, 'Glacier melt');
  const tab = opened.getByRole('tabpanel');

  await test.step('notebooks with their outputs', async () => {
    await expect(tab.getByRole('img', { name: 'Output of cell 3' })).toBeVisible();
    await expect(tab.getByText('plot(mass, rate)')).toBeVisible();
    await tab.getByRole('heading', { name: 'Method' }).scrollIntoViewIfNeeded();
    const table = tab.frameLocator('iframe[title="Output of cell 4"]').getByRole('cell', { name: '2001' });
    await expect(table).toBeVisible();
    // The page says the title once.
    await expect(opened.getByRole('heading', { name: 'Glacier melt' })).toHaveCount(1);
    await expect(opened.getByRole('complementary', { name: 'About this work' })).toMatchAriaSnapshot(`
      - complementary "About this work":
        - button "Open a copy"
        - term: Licence
        - definition:
          - link "CC BY 4.0":
            - /url: https://creativecommons.org/licenses/by/4.0/
        - term: Size
        - definition: /2 files, .+B/
        - term: Language
        - definition: Python
        - list "Tags":
          - listitem:
            - button "ice"
    `);
  });

  await test.step('files as a tree, each to be looked at', async () => {
    await opened.getByRole('tab', { name: /^Files/ }).click();
    await expect(tab.getByRole('button', { name: 'data', expanded: true })).toBeVisible();
    await tab.getByRole('button', { name: 'mass.csv', exact: true }).click();
    await expect(tab.getByRole('cell', { name: '2001' })).toBeVisible();
    const download = page.waitForEvent('download');
    await tab.getByRole('button', { name: 'Download' }).click();
    expect((await download).suggestedFilename()).toBe('mass.csv');
    await tab.getByRole('button', { name: 'All files' }).click();
    await expect(tab.getByRole('button', { name: 'glacier.ipynb', exact: true })).toBeVisible();
  });

  await test.step('versions with what their authors said, each to be read', async () => {
    await opened.getByRole('tab', { name: /^Versions/ }).click();
    await expect(tab.getByRole('listitem')).toHaveCount(2);
    await expect(tab.getByRole('listitem').first()).toContainText('Rates are shown, too.');
    await tab.getByRole('button', { name: 'Read this one' }).click();
    await expect(opened.getByText(`You are reading ${first.label}.`)).toBeVisible();
    await opened.getByRole('tab', { name: 'Read' }).click();
    await expect(tab.getByText('plot(mass)', { exact: true })).toBeVisible();
    await opened.getByRole('button', { name: `Read the newest, ${work.label}` }).click();
    await expect(tab.getByText('plot(mass, rate)')).toBeVisible();
  });

  await test.step('how it is cited, in three forms', async () => {
    await opened.getByRole('tab', { name: 'Cite' }).click();
    await expect(tab.getByRole('heading')).toHaveText(['Text', 'BibTeX', 'CITATION.cff']);
    await expect(tab.getByText(/A\. Rivera.*Glacier melt/)).toBeVisible();
    await expect(tab.locator('pre').first()).toContainText(/@\w+\{/);
    await expect(tab.locator('pre').last()).toContainText('cff-version');
    await tab.getByRole('button', { name: 'Copy BibTeX' }).click();
    await expect(tab.getByRole('button', { name: 'BibTeX copied' })).toBeVisible();
  });

  await test.step('a tag leads to the works that carry it', async () => {
    await opened.getByRole('button', { name: 'ice', exact: true }).click();
    await expect(panel(page).getByRole('button', { name: 'Remove tag: ice' })).toBeVisible();
    await expect(panel(page).getByText('1 work', { exact: true })).toBeVisible();
  });

  await test.step('it stays open when the page is loaded anew', async () => {
    await layoutHolds(page, work.id);
    await reload(page);
    await expect(workPage(page).getByRole('heading', { name: 'Glacier melt', level: 1 })).toBeVisible();
  });

  await test.step('and is one’s own in the tab Mine, until it is erased', async () => {
    const gallery = await openGallery(page);
    await gallery.getByRole('tab', { name: 'Mine' }).click();
    const mine = gallery.getByRole('feed', { name: 'Published by me' }).getByRole('article', { name: 'Glacier melt' });
    await expect(mine).toContainText(work.label);
    const body = { label: null, scope: 'erase' as const, reason: 'Data error.' };
    await solo.client.withdrawWork({ params: { work: work.id }, body });
    await reload(page);
    await expect(workPage(page).getByText(/^This work was erased on /)).toBeVisible();
    await expect(workPage(page).getByRole('button', { name: 'Open a copy' })).toHaveCount(0);
  });
});

test.describe('a link to a work', () => {
  test.use({ autoGoto: false });

  test('opens its page, on which nothing of a hostile notebook runs', async ({ page, solo, baseURL }) => {
    await solo.write({ 'innocent.ipynb': HOSTILE });
    const work = await solo.publish('innocent.ipynb');
    const asked: string[] = [];
    page.on('request', request => asked.push(request.url()));
    await goTo(page, `${baseURL}/lab?reset&atrium=${encodeURIComponent(work.url)}`);
    const opened = workPage(page);
    await expect(opened.getByRole('heading', { name: 'Innocent', level: 1 })).toBeVisible();
    await expect(page).not.toHaveURL(/atrium=/);
    const frame = opened.frameLocator('iframe').first();
    await expect(frame.getByText('kept words')).toBeVisible();
    await expect(opened.getByText('a script', { exact: true })).toBeVisible();
    await expect(opened.locator('b', { hasText: 'bold' })).toBeVisible();
    await expect(opened.getByText('press me')).toBeVisible();
    await expect(opened.locator('a[href^="javascript:" i]')).toHaveCount(0);
    await expect(opened.locator('script, [onerror], [onload]')).toHaveCount(0);
    // A frame with an origin of its own could reach the page.
    await expect(opened.locator('iframe[sandbox*="allow-same-origin"]')).toHaveCount(0);
    await opened.getByText('press me').click();
    expect(await page.evaluate(() => (window as { hurt?: number }).hurt)).toBeUndefined();
    expect(asked.filter(address => !address.startsWith(`${baseURL}/`) && /^https?:/.test(address))).toEqual([]);
  });
});
