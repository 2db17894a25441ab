// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Collection, CollectionPage, Home, SearchResult, Work } from '@jupyter-atrium/api';
import { expect, openGallery, openPage, openPanelOf, panel, reload, test } from '../lab';
import { ATRIUM, HOME, WORKS, alter, cut, hold, intercept } from '../network';
import { code, markdown, notebook, stream } from '../notebooks';
import { TAGS } from '../tags';

const MASS = notebook(
  markdown('# Glacier melt\n\nHow much ice did the glaciers lose?'),
  code('import xarray as xr\nds = xr.open_dataset("altimetry.nc")', stream('altimetry of 214 glaciers'))
);
const HEBREW = 'אלטימטריה של קרחונים';

test(
  'what cannot be read says why, and an empty hub what to do',
  { tag: TAGS.trouble },
  async ({ page, solo, tmpPath }) => {
    await solo.write({ 'glacier.ipynb': MASS, 'first.ipynb': notebook(markdown('# First')) });
    await solo.publish('glacier.ipynb');
    const release = await hold(page, HOME);
    const gallery = await openGallery(page);
    const card = gallery.getByRole('article', { name: 'Glacier melt' });
    await expect(gallery.getByRole('img', { name: 'Loading' })).toBeVisible();
    release();
    await expect(card).toBeVisible();

    await test.step('while the hub is away, what was loaded stays', async () => {
      const field = gallery.getByRole('textbox', { name: 'Search works' });
      const mend = await cut(page, ATRIUM);
      await field.fill('ice');
      await expect(gallery.getByText(/The hub does not answer. Showing what was loaded at \d/)).toBeVisible();
      await expect(field).toBeDisabled();
      await expect(card).toBeVisible();
      mend();
      await gallery.getByRole('button', { name: 'Try again' }).click();
      await expect(gallery.getByText('1 work', { exact: true })).toBeVisible();
      await expect(field).toBeEnabled();
      await expect(field).toHaveValue('ice');
    });

    await test.step('an index that is being rebuilt is no empty gallery', async () => {
      const message = 'The search index is being rebuilt. Try again in a minute.';
      const refusal = { status: 503, json: { code: 'index-rebuilding', message } };
      const mend = await intercept(page, HOME, route => route.fulfill(refusal));
      await reload(page);
      await openGallery(page);
      await expect(gallery.getByText('The gallery could not be read: its index is being rebuilt.')).toBeVisible();
      await solo.empty();
      mend();
      await gallery.getByRole('button', { name: 'Try again' }).click();
      await expect(gallery.getByText('No work hangs here yet.')).toBeVisible();
    });

    await test.step('an empty hub says how the first work comes here', async () => {
      await expect(gallery.getByRole('button', { name: 'Publish the open notebook…' })).toHaveCount(0);
      await expect(gallery).toMatchAriaSnapshot(`
        - region "Atrium":
          - tablist "Atrium":
            - tab "Gallery" [selected]
            - tab "Mine"
          - tabpanel "Gallery":
            - search:
              - textbox "Search works"
              - button "Filters"
            - status
            - strong: No work hangs here yet.
            - text: /^Publish the first. right-click a notebook or folder/
      `);
    });

    await test.step('with a notebook open, it leads to publishing that one', async () => {
      await page.evaluate(
        path => window.jupyterapp.commands.execute('docmanager:open', { path }),
        `${tmpPath}/first.ipynb`
      );
      await gallery.getByRole('button', { name: 'Publish the open notebook…' }).click();
      await expect(openPanelOf(page).getByLabel('Title')).toHaveValue('First');
    });
  }
);

test('works are found by what they say and do, narrowed and ordered', async ({ page, solo }) => {
  await solo.write({
    'glacier.ipynb': MASS,
    'hebrew.ipynb': notebook(markdown(`# ${HEBREW}\n\nאלטימטריה altimetry`), code('import numpy')),
    'penguins.ipynb': notebook(markdown('# Penguins\n\nWhat do they weigh?'), code('import numpy'))
  });
  await solo.publish('glacier.ipynb', { tags: ['ice', 'altimetry'] });
  await solo.publish('hebrew.ipynb', { tags: ['ice'], licence: null });
  await solo.publish('penguins.ipynb', { authors: [{ name: 'J. Okafor' }] });
  const gallery = await openGallery(page);
  const field = gallery.getByRole('textbox', { name: 'Search works' });
  const cards = gallery.getByRole('article');
  await expect(field).toBeFocused();

  await test.step('while typing, with what matched marked', async () => {
    await field.pressSequentially('altim');
    await expect(gallery.getByText('2 works', { exact: true })).toBeVisible();
    const card = cards.filter({ hasText: 'Glacier melt' });
    await expect(card.locator('mark')).toHaveText(['altimetry']);
    await expect(gallery.getByRole('status').filter({ hasText: '2 works' })).toHaveCount(1);
  });

  await test.step('titles keep their own direction', async () => {
    const card = gallery.getByRole('article', { name: HEBREW });
    const sides = await card.evaluate(node => {
      const inside = (selector: string): DOMRect | undefined => node.querySelector(selector)?.getBoundingClientRect();
      const title = node.querySelector('.jp-Atrium-Card-title');
      const range = document.createRange();
      range.selectNodeContents(title ?? node);
      return {
        direction: title && getComputedStyle(title).direction,
        cover: inside('.jp-Atrium-Cover')?.left ?? 0,
        text: inside('.jp-Atrium-Card-text')?.left ?? 0,
        end: Math.round((inside('.jp-Atrium-Card-title')?.right ?? 0) - range.getBoundingClientRect().right)
      };
    });
    expect(sides.direction).toBe('rtl');
    expect(sides.end).toBe(0);
    expect(sides.cover).toBeLessThan(sides.text);
    // Author and age stay in the order of the panel.
    await expect(card.locator('.jp-Atrium-Card-meta')).toHaveText(/^A\. Rivera · /);
  });

  await test.step('facets count as they are ticked, and stand above the list', async () => {
    await field.fill('');
    await gallery.getByRole('button', { name: 'Filters' }).click();
    await gallery.getByRole('group', { name: 'Package' }).getByLabel('numpy').check();
    await expect(gallery.getByRole('button', { name: 'Show 2 works' })).toBeVisible();
    await gallery.getByRole('group', { name: 'Tag' }).getByLabel('ice').check();
    await gallery.getByRole('button', { name: 'Show 1 work' }).click();
    await expect(cards).toHaveCount(1);
    await expect(gallery.getByRole('button', { name: 'Filters, 2 set' })).toBeVisible();
    await gallery.getByRole('button', { name: 'Remove tag: ice' }).click();
    await expect(cards).toHaveCount(2);
  });

  await test.step('where nothing matches, it says where something would', async () => {
    await field.fill('altimitry');
    await expect(gallery.getByText('No work matches “altimitry” in numpy.')).toBeVisible();
    await expect(gallery.getByText('Or look in all works: 2 works.')).toBeVisible();
    await gallery.getByRole('button', { name: 'altimetry' }).click();
    await expect(field).toHaveValue('altimetry');
    await expect(cards).toHaveCount(1);
    await gallery.getByRole('button', { name: 'Remove package: numpy' }).click();
    await expect(gallery.getByText('2 works', { exact: true }).first()).toBeVisible();
    await field.press('Escape');
    await expect(field).toHaveValue('');
  });

  await test.step('in the order chosen', async () => {
    await gallery.getByRole('button', { name: 'All 3' }).click();
    await gallery.getByRole('combobox', { name: 'Order' }).selectOption('Title');
    await expect(cards.locator('.jp-Atrium-Card-title')).toHaveText(['Glacier melt', 'Penguins', HEBREW]);
    await gallery.getByRole('button', { name: 'Back to the start' }).click();
    await expect(gallery.getByRole('feed', { name: 'New here' })).toBeVisible();
  });
});

test('two hundred works scroll, with keys and without', async ({ page, solo }) => {
  await solo.write({ 'glacier.ipynb': MASS });
  const one = await solo.publish('glacier.ipynb');
  const works = Array.from({ length: 200 }, (_, index) => numbered(one, index + 1));
  const far = works.slice(0, 2).map((work): Work => ({ ...work, hub: { ...work.hub, id: 'coast.example' } }));
  const course: Collection = {
    id: one.id,
    title: 'Statistics 101',
    text: 'Week by week.',
    isFeatured: true,
    works: 200,
    updatedAt: one.updatedAt
  };
  await alter<Home>(page, HOME, home => ({
    ...home,
    featured: { collection: course, works: works.slice(0, 3) },
    newest: works.slice(0, 5),
    otherHubs: far,
    collections: [course],
    totals: { works: 198, otherHubs: 2 }
  }));
  await page.route(WORKS, async route => {
    const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0);
    const hits = works.slice(from, from + 50).map(work => ({ work, snippet: null }));
    const next = from + 50 < works.length ? `${from + 50}` : null;
    const found = { hits, total: 200, approximate: false, facets: null, next, suggestion: null };
    await route.fulfill({ json: found satisfies SearchResult });
  });
  await page.route(/\/collections\//, route =>
    route.fulfill({ json: { ...course, entries: works.slice(0, 4).reverse() } satisfies CollectionPage })
  );
  const gallery = await openGallery(page);
  const cards = gallery.getByRole('article');

  await test.step('the start shows a few of each', async () => {
    await expect(gallery.getByRole('feed', { name: 'Featured' }).getByRole('article')).toHaveCount(3);
    await expect(gallery.getByRole('feed', { name: 'New here' }).getByRole('article')).toHaveCount(5);
    await expect(gallery.getByRole('feed', { name: 'From other hubs' }).getByText('coast.example')).toHaveCount(2);
    await gallery.getByRole('button', { name: 'Collections' }).click();
    await gallery.getByRole('button', { name: /^Statistics 101/ }).click();
    await expect(gallery.getByRole('heading', { name: 'Statistics 101' })).toBeVisible();
    await expect(gallery.getByText('Week by week.')).toBeVisible();
    await expect(cards.locator('.jp-Atrium-Card-title').first()).toHaveText('Work 4');
    await gallery.getByRole('button', { name: 'Back to the start' }).click();
  });

  await test.step('all of them, a screenful at a time', async () => {
    await gallery.getByRole('button', { name: 'All 200' }).last().click();
    await expect(gallery.getByText('200 works', { exact: true })).toBeVisible();
    await expect(cards.first()).toHaveAttribute('aria-setsize', '200');
    await gallery.getByRole('feed').hover();
    await expect(async () => {
      await page.mouse.wheel(0, 20_000);
      await expect(gallery.getByRole('article', { name: 'Work 200' })).toBeInViewport({ timeout: 500 });
    }).toPass();
    expect(await cards.count()).toBeLessThan(40);
  });

  await test.step('Home and End lead to the first and the last', async () => {
    await gallery.getByRole('article', { name: 'Work 200' }).focus();
    await page.keyboard.press('Home');
    await expect(gallery.getByRole('article', { name: 'Work 1', exact: true })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(gallery.getByRole('article', { name: 'Work 2', exact: true })).toBeFocused();
    await page.keyboard.press('End');
    await expect(gallery.getByRole('article', { name: 'Work 200' })).toBeFocused();
    await expect(gallery.getByRole('article', { name: 'Work 200' })).toBeInViewport({ ratio: 1 });
  });
});

test('somebody finds, reads and opens a work by keys alone', async ({ page, solo }) => {
  await solo.write({ 'glacier/glacier.ipynb': MASS, 'glacier/data.csv': 'year,mass\n2001,4\n' });
  await solo.publish('glacier');
  const gallery = await openGallery(page);
  await page.keyboard.type('ice');
  await expect(gallery.getByText('1 work', { exact: true })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(gallery.getByRole('article', { name: 'Glacier melt' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Glacier melt', level: 1 })).toBeFocused();
  const button = page.getByRole('button', { name: 'Open a copy', exact: true }).and(page.locator(':visible'));
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(button).toBeFocused({ timeout: 100 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(page.locator('.jp-NotebookPanel:visible')).toContainText('How much ice');
  await expect(panel(page).getByText(/^Copy in /)).toBeVisible();
  await openPage(page, 'Glacier melt');
});

function numbered(work: Work, number: number): Work {
  const id = `${work.id.slice(0, -3)}${number.toString().padStart(3, '0')}`;
  return { ...work, id, card: { ...work.card, title: `Work ${number}` } };
}
