// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { SETTLED, choosePublish, expect, openPage, test } from '../lab';
import { code, data, figure, markdown, notebook, picture, stream } from '../notebooks';
import { TAGS } from '../tags';

test.use({ mockSettings: SETTLED });

const TABLE = '<table><thead><tr><th>year</th></tr></thead><tbody><tr><td>2001</td></tr></tbody></table>';

/** What axe finds grave in the parts of the page that are ours. */
async function graveIn(page: Page, ...roots: string[]): Promise<string[]> {
  const axe = roots.reduce((builder, root) => builder.include(root), new AxeBuilder({ page }));
  const { violations } = await axe.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`));
}

test('panels can be used by everybody, in both themes and little room', { tag: TAGS.axe }, async ({ page, solo }) => {
  await solo.write({
    'glacier/glacier.ipynb': notebook(
      markdown('# Glacier melt\n\nHow much ice did the glaciers lose?'),
      code('import xarray as xr\nprint("mass")', stream('mass\n')),
      code('plot(mass)', figure([40, 90, 160]), data({ 'text/html': TABLE })),
      code('where()', stream('/home/alice/data.csv\n'))
    ),
    'glacier/data.csv': 'year,mass\n2001,4\n',
    'glacier/aux.txt': 'a name that some systems keep for themselves',
    'penguins.ipynb': notebook(markdown('# פינגווינים\n\nWhat do they weigh?'), code('import numpy'))
  });
  await solo.publish('penguins.ipynb', { cover: picture([180, 60, 40]), tags: ['birds'] });
  await page.sidebar.setWidth(260, 'left');

  const publishing = await choosePublish(page, 'glacier');
  await expect(publishing.getByText('Fix 1 thing before this can go out.')).toBeVisible();
  await expect(publishing).toMatchAriaSnapshot(`
    - group:
      - region "What people will see":
        - heading "What people will see" [level=2]
        - textbox "Title": Glacier melt
        - textbox "Summary"
        - group "Authors"
        - combobox "Licence"
        - textbox "Label of this release": 1.0.0
        - group "Tags"
      - region /Checked just now/:
        - heading /1 to fix, 1 to answer/ [level=2]
        - button "Look again"
      - region "Who may see it":
        - heading "Who may see it" [level=2]
    - paragraph: Fix 1 thing before this can go out.
    - button "Publish" [disabled]
  `);
  for (const theme of ['JupyterLab Dark', 'JupyterLab Light']) {
    await test.step(`publishing, in ${theme}`, async () => {
      await page.theme.setTheme(theme);
      expect(await graveIn(page, '.jp-Atrium-PublishPanel')).toEqual([]);
    });
  }
  await publishing.getByRole('button', { name: 'Leave the file out' }).click();
  await publishing.getByRole('button', { name: 'Keep it' }).click();
  await publishing.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(publishing.getByRole('heading', { name: 'Published as 1.0.0' })).toBeFocused();
  expect(await graveIn(page, '.jp-Atrium-PublishPanel')).toEqual([]);

  const opened = await openPage(page, 'Glacier melt');
  await expect(opened.getByRole('img', { name: 'Output of cell 3' })).toBeVisible();
  for (const theme of ['JupyterLab Dark', 'JupyterLab Light']) {
    await test.step(`the gallery and a page, in ${theme}`, async () => {
      await page.theme.setTheme(theme);
      expect(await graveIn(page, '.jp-Atrium-Panel', '.jp-Atrium-WorkPage')).toEqual([]);
    });
  }
  for (const tab of ['Files', 'Versions', 'Lineage', 'Cite']) {
    await test.step(`the page’s tab ${tab}`, async () => {
      await opened.getByRole('tab', { name: tab }).click();
      expect(await graveIn(page, '.jp-Atrium-WorkPage')).toEqual([]);
    });
  }
  await test.step('a search, its filters and the tab Mine', async () => {
    const atrium = page.getByRole('region', { name: 'Atrium', exact: true });
    await atrium.getByRole('textbox', { name: 'Search works' }).fill('weigh');
    await expect(atrium.locator('mark')).toHaveText('weigh');
    await expect(atrium).toMatchAriaSnapshot(`
      - search:
        - textbox "Search works"
        - button "Clear the search"
        - button "Filters"
      - text: 1 work
      - combobox "Order"
      - feed "Works":
        - article "פינגווינים"
    `);
    expect(await graveIn(page, '.jp-Atrium-Panel')).toEqual([]);
    await atrium.getByRole('button', { name: 'Filters' }).click();
    await atrium.getByRole('group', { name: 'Package' }).waitFor();
    expect(await graveIn(page, '.jp-Atrium-Panel')).toEqual([]);
    await atrium.getByRole('tab', { name: 'Mine' }).click();
    await atrium.getByRole('feed', { name: 'Published by me' }).waitFor();
    expect(await graveIn(page, '.jp-Atrium-Panel')).toEqual([]);
  });
});
