// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Browser, type Visited } from './browser';
import { CARD, notebook, publish } from './publish';
import type { TestService } from './service';
import { startService } from './service';

const ROOT = '/services/atrium';
const CURATE = 'custom:atrium:curate';

describe('collections', () => {
  let test: TestService;
  let ada: Browser;
  beforeEach(async () => {
    test = await startService();
    ada = new Browser(test, test.hub.inPages('ada', [CURATE]));
  });
  afterEach(() => test.stop());

  const make = async (title: string): Promise<Visited> =>
    ada.press(await ada.open(`${ROOT}/collections`), 'Make collection', { title });

  /** Publishes works of these titles and adds them to a new collection; answers its edit page. */
  const filled = async (...titles: string[]): Promise<Visited> => {
    let page = await make('Week 1');
    for (const title of titles) {
      const work = await publish(test.as('alice'), { 'a.ipynb': notebook(title) }, { card: { ...CARD, title } });
      page = await ada.open(`${page.path}?find=${work.id}`);
      page = await ada.press(page, `Add ${title}`);
    }
    return page;
  };

  /** Titles of the works on a page, in order. */
  const order = ({ body }: Visited): string[] =>
    [...body.matchAll(/<a class="title"[^>]*><bdi dir="auto">([^<]*)/g)].map(match => match[1] ?? '');

  const show = async (page: Visited): Promise<Visited> => ada.open(page.path.replace('/edit', ''));

  it('begin with a title, and say what was made', async () => {
    const page = await make('  Sea   level ');
    expect(page.path).toMatch(/\/collections\/[0-9a-f-]{36}\/edit$/);
    expect(page.body).toContain('Made the collection “Sea level”.');
  });

  it.each([
    ['', 'A collection needs a title.'],
    ['   ', 'A collection needs a title.'],
    ['x'.repeat(201), 'This title has 201 characters; 200 fit.']
  ])('want a title that fits', async (title, sentence) => {
    const page = await make(title);
    expect(page.status).toBe(422);
    expect(page.body).toContain(sentence);
    expect(page.body).toContain('aria-invalid="true"');
  });

  it('show their text in paragraphs, as text', async () => {
    const page = await ada.press(await filled('Glacier melt'), 'Save title and text', {
      text: 'First.\r\n\r\n<b>Second</b> & last.'
    });
    expect((await show(page)).body).toMatch(
      /First\.<\/bdi><\/p><p[^>]*><bdi[^>]*>&lt;b&gt;Second&lt;\/b&gt; &amp; last\./
    );
  });

  it('keep the text they were given, also one that begins with an empty line', async () => {
    await ada.press(await make('Week 1'), 'Save title and text', { text: 'One\r\nTwo' });
    const [collection] = await test.service.context.collections.all();
    expect(collection?.text).toBe('One\nTwo');
  });

  it('hold works in the curator’s order', async () => {
    let page = await filled('One', 'Two', 'Three');
    expect(order(page)).toEqual(['One', 'Two', 'Three']);
    page = await ada.press(page, 'Move up: Three');
    expect(page.body).toContain('Moved “Three” up.');
    page = await ada.press(page, 'Move down: One');
    expect(order(page)).toEqual(['Three', 'One', 'Two']);
    expect(order(await show(page))).toEqual(['Three', 'One', 'Two']);
    page = await ada.press(page, 'Remove: One');
    expect(order(page)).toEqual(['Three', 'Two']);
  });

  it('offer no way up for the first work and none down for the last', async () => {
    const { body } = await filled('One', 'Two');
    expect(body).not.toContain('Move up: One');
    expect(body).not.toContain('Move down: Two');
  });

  it.each([
    ['Move up: Two', ['One', 'Two']],
    ['Remove: One', ['One', 'Two']]
  ])('take “%s” back', async (button, expected) => {
    const page = await ada.press(await filled('One', 'Two'), button);
    const undone = await ada.press(page, 'Undo');
    expect(order(undone)).toEqual(expected);
    expect(undone.body).toContain('Taken back:');
    expect(undone.body).not.toContain('>Undo<');
  });

  it('take a new title back', async () => {
    const page = await ada.press(await make('Week 1'), 'Save title and text', { title: 'Week 2' });
    const undone = await ada.press(page, 'Undo');
    expect(undone.body).toMatch(/<h1><bdi dir="auto">Week 1</);
  });

  it('take back that they were made', async () => {
    const page = await ada.press(await make('Week 1'), 'Undo');
    expect(page).toMatchObject({ status: 200, path: `${ROOT}/collections` });
    expect(await test.service.context.collections.all()).toEqual([]);
  });

  it('ask before they are deleted, and come back whole', async () => {
    const page = await filled('One', 'Two');
    const asked = await ada.open(page.path.replace('/edit', '/delete'));
    expect(asked.body).toContain('they stay in the gallery');
    const list = await ada.press(asked, 'Delete the collection');
    expect(list.body).toContain('Deleted the collection “Week 1”.');
    expect((await show(page)).status).toBe(404);
    expect(order(await ada.press(list, 'Undo'))).toEqual(['One', 'Two']);
  });

  it('take nothing back over what somebody else did since', async () => {
    const page = await ada.press(await filled('One', 'Two'), 'Remove: One');
    const grace = new Browser(test, test.hub.inPages('grace', [CURATE]));
    await grace.press(await grace.open(page.path), 'Save title and text', { title: 'By Grace' });
    const refused = await ada.press(await ada.open(page.path), 'Undo');
    expect(refused.status).toBe(403);
    expect(refused.body).toContain('Somebody changed this collection since, so nothing was taken back.');
  });

  it('are featured one at a time, and give the place back', async () => {
    const first = await make('First');
    await ada.press(first, 'Feature');
    let page = await ada.press(await make('Second'), 'Feature');
    const featured = async (): Promise<(string | undefined)[]> =>
      (await test.service.context.collections.all()).filter(each => each.isFeatured).map(each => each.title);
    expect(await featured()).toEqual(['Second']);
    page = await ada.press(page, 'Undo');
    expect(await featured()).toEqual(['First']);
    await ada.press(await ada.open(first.path), 'Do not feature');
    expect(await featured()).toEqual([]);
    expect(page.status).toBe(200);
  });

  it('find works to add by words, and say which are there already', async () => {
    const page = await filled('Glacier melt');
    await publish(test.as('alice'), { 'b.ipynb': notebook('2') }, { card: { ...CARD, title: 'Glacier flow' } });
    await test.service.context.search.caughtUp();
    const found = await ada.open(`${page.path}?find=glacier`);
    expect(found.body).toContain('2 works found');
    expect(found.body).toContain('Here already');
    expect(order(await ada.press(found, 'Add Glacier flow'))).toEqual(['Glacier melt', 'Glacier flow']);
  });

  it('find a work by its link', async () => {
    const page = await make('Week 1');
    const work = await publish(test.as('alice'), { 'a.ipynb': notebook('1') });
    const found = await ada.open(`${page.path}?find=${encodeURIComponent(`${work.url}?tab=files`)}`);
    expect(found.body).toContain('Add Glacier melt');
  });

  it('take no work that their curator may not see', async () => {
    const page = await make('Week 1');
    const work = await publish(test.as('alice'), { 'a.ipynb': notebook('1') }, { audience: 'private' });
    const found = await ada.open(`${page.path}?find=${work.id}`);
    expect(found.body).toContain('No work you may see matches this.');
    expect(found.body).not.toContain('Glacier melt');
  });

  it('show everybody only what they may see, and hide what is left empty', async () => {
    const page = await filled('One', 'Two');
    const [one] = (await test.as('alice').listMine()).published.filter(work => work.card.title === 'One');
    await test.as('alice').editWork({ params: { work: one?.id ?? '' }, body: { audience: 'private' } });
    const bob = new Browser(test, test.hub.inPages('bob'));
    const address = page.path.replace('/edit', '');
    expect(order(await bob.open(address))).toEqual(['Two']);
    const edit = await ada.open(page.path);
    expect(edit.body).toContain('A work that is not shared with you');
    await ada.press(edit, 'Remove: Two');
    expect((await bob.open(address)).status).toBe(404);
    expect((await bob.open(`${ROOT}/collections`)).body).not.toContain('Week 1');
  });

  it('are not edited by people', async () => {
    const page = await filled('One');
    const bob = new Browser(test, test.hub.inPages('bob'));
    const shown = await bob.open(page.path.replace('/edit', ''));
    expect(shown.body).not.toContain('>Edit<');
    expect((await bob.open(page.path)).status).toBe(403);
  });

  it.each(['x', 'new', '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e', '%22%3E'])('answer 404 for “%s”', async id => {
    expect((await ada.open(`${ROOT}/collections/${id}`)).status).toBe(404);
  });
});
