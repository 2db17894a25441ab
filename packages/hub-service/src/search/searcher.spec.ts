// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { SearchWorld } from '../../test/search-world';
import { aSearchWorld, bob } from '../../test/search-world';

let world: SearchWorld;
const open = async (...works: Parameters<typeof aSearchWorld>): Promise<SearchWorld> => {
  world = await aSearchWorld(...works);
  return world;
};
afterEach(() => world.close());

const TIME = Date.UTC(2026, 0, 1);

describe('what somebody may see', () => {
  const hidden = [
    { id: 'open', summary: 'altimetry', tags: ['ice'] },
    { id: 'mine', summary: 'altimetry', audience: 'private' as const, owner: { id: 'p-bob', name: 'bob' } },
    {
      id: 'named',
      summary: 'altimetry',
      audience: 'private' as const,
      readers: [{ kind: 'person' as const, name: 'bob' }]
    },
    {
      id: 'group',
      summary: 'altimetry',
      audience: 'private' as const,
      readers: [{ kind: 'group' as const, name: 'geo' }]
    },
    { id: 'hidden', summary: 'altimetry sealevel', audience: 'private' as const, tags: ['ice', 'secret'] }
  ];

  it('finds private works only for those they name', async () => {
    const { ask } = await open(...hidden);
    const found = async (groups: string[]): Promise<string[]> =>
      (await ask({ q: 'altimetry' }, { asker: { ...bob, groups } })).hits.map(hit => hit.work).sort();
    await expect(found([])).resolves.toEqual(['mine', 'named', 'open']);
    await expect(found(['geo'])).resolves.toEqual(['group', 'mine', 'named', 'open']);
  });

  it('finds no private work for a token that kernels can read', async () => {
    const { ask } = await open(...hidden);
    await expect(ask({ q: 'altimetry' }, { asker: { ...bob, canReadOwn: false } })).resolves.toMatchObject({
      total: 1
    });
  });

  it('counts and suggests nothing from what is hidden', async () => {
    const { ask } = await open(...hidden);
    const { total, facets } = await ask({});
    expect(total).toBe(3);
    expect(facets?.tag).toEqual([{ value: 'ice', count: 1 }]);
    await expect(ask({ q: 'secrot' })).resolves.toMatchObject({ total: 0, suggestion: null });
    await expect(ask({ q: 'sealevel' })).resolves.toMatchObject({ total: 0, suggestion: null });
  });

  it('follows a change of audience', async () => {
    const { find, put } = await open({ id: 'a', summary: 'ice' });
    await expect(find('ice')).resolves.toEqual(['a']);
    await put({ id: 'a', summary: 'ice', audience: 'private' });
    await expect(find('ice')).resolves.toEqual([]);
    await put({ id: 'a', summary: 'ice', audience: 'private', readers: [{ kind: 'person', name: 'bob' }] });
    await expect(find('ice')).resolves.toEqual(['a']);
  });
});

describe('a query', () => {
  it('finds a work once, however many of its files match', async () => {
    const { ask } = await open({ id: 'a', files: { 'x.md': 'sea ice', 'y.md': 'ice ice' } }, { id: 'b' });
    await expect(ask({ q: 'ice' })).resolves.toMatchObject({
      total: 1,
      hits: [{ work: 'a', snippet: { path: 'y.md' } }]
    });
  });

  it('leaves out a work that has an unwanted word in any of its files', async () => {
    const { find } = await open(
      { id: 'a', files: { 'x.md': 'sea', 'y.md': 'ice' } },
      { id: 'b', files: { 'x.md': 'sea' } }
    );
    await expect(find('sea -ice')).resolves.toEqual(['b']);
    await expect(find('-ice')).resolves.toEqual(['b']);
  });

  it('asks the card by package, tag, author, language and hub', async () => {
    const { find } = await open(
      { id: 'a', packages: ['NumPy'], tags: ['sea ice'], authors: ['L. Novák'], language: 'r' },
      { id: 'b', hub: { id: 'hub-b.example', name: 'Forest Hub' } }
    );
    for (const q of [
      'package:numpy',
      'tag:"Sea Ice"',
      'author:novak',
      'language:R',
      'hub:"ocean hub"',
      '-hub:forest'
    ]) {
      await expect(find(q)).resolves.toEqual(['a']);
    }
    await expect(find('-author:novak')).resolves.toEqual(['b']);
    await expect(find('tag:sea')).resolves.toEqual([]);
  });

  it('looks into one collection', async () => {
    const { ask } = await open({ id: 'a', summary: 'ice' }, { id: 'b', summary: 'ice' }, { id: 'c', summary: 'ice' });
    await expect(ask({ q: 'ice' }, { among: ['c', 'a', 'gone'] })).resolves.toMatchObject({ total: 2 });
  });
});

describe('facets', () => {
  const works = [
    { id: 'a', language: 'python', tags: ['ice', 'sea'] },
    { id: 'b', language: 'python', tags: ['ice'] },
    { id: 'c', language: 'r', tags: ['sea'] },
    { id: 'd', language: null, tags: [] }
  ];

  it('count what is found, most frequent first', async () => {
    const { ask } = await open(...works);
    const { facets } = await ask({});
    expect(facets).toMatchObject({
      language: [
        { value: 'python', count: 2 },
        { value: 'r', count: 1 }
      ],
      tag: [
        { value: 'ice', count: 2 },
        { value: 'sea', count: 2 }
      ]
    });
  });

  it('mean OR inside one and AND between them, and ignore their own selection in counts', async () => {
    const { ask } = await open(...works);
    const either = await ask({ tag: ['ice', 'sea'] });
    expect(either.hits.map(hit => hit.work).sort()).toEqual(['a', 'b', 'c']);
    const both = await ask({ tag: ['sea'], language: ['python'] });
    expect(both.hits.map(hit => hit.work)).toEqual(['a']);
    expect(both.facets?.tag).toEqual([
      { value: 'ice', count: 2 },
      { value: 'sea', count: 1 }
    ]);
    expect(both.facets?.language).toEqual([
      { value: 'python', count: 1 },
      { value: 'r', count: 1 }
    ]);
  });

  it('are left out on request', async () => {
    const { ask } = await open(...works);
    await expect(ask({ facets: false })).resolves.toMatchObject({ facets: null });
  });

  it('follow a change of the card', async () => {
    const { ask, put } = await open(...works);
    await ask({});
    await put({ id: 'd', language: 'julia', tags: ['ice'] });
    const { facets } = await ask({});
    expect(facets?.language).toContainEqual({ value: 'julia', count: 1 });
    expect(facets?.tag[0]).toEqual({ value: 'ice', count: 3 });
  });
});

describe('the order', () => {
  it('puts a match in the title before one in the prose, even where every work has the word', async () => {
    const { find } = await open(
      { id: 'a', files: { 'x.md': 'about glacier melt and more' } },
      { id: 'b', title: 'Glacier', files: { 'x.md': 'about other things and more' } }
    );
    await expect(find('glacier')).resolves.toEqual(['b', 'a']);
  });

  it('puts the more opened of equal matches first, then the newer', async () => {
    const same = { title: 'Glacier', updatedAt: TIME };
    const { find } = await open(
      { id: 'a', ...same },
      { id: 'b', ...same, copies: 50 },
      { id: 'c', ...same, updatedAt: TIME + 86_400_000 * 400 },
      { id: 'd' }
    );
    await expect(find('glacier')).resolves.toEqual(['b', 'c', 'a']);
  });

  it('is newest first without words', async () => {
    const { find } = await open({ id: 'a', updatedAt: TIME }, { id: 'b', updatedAt: TIME + 1 });
    await expect(find('')).resolves.toEqual(['b', 'a']);
  });

  it('is the curator’s in a collection', async () => {
    const { ask } = await open({ id: 'a' }, { id: 'b' }, { id: 'c' });
    const { hits } = await ask({}, { among: ['c', 'a', 'b'] });
    expect(hits.map(hit => hit.work)).toEqual(['c', 'a', 'b']);
  });

  it('is newest, most opened or by title on request', async () => {
    const { find } = await open(
      { id: 'a', title: 'éclair ice', updatedAt: TIME, copies: 2 },
      { id: 'b', title: 'Drift ice', updatedAt: TIME + 2, copies: 1 },
      { id: 'c', title: 'floe ice', updatedAt: TIME + 1, copies: 2 }
    );
    await expect(find('ice', { sort: 'newest' })).resolves.toEqual(['b', 'c', 'a']);
    await expect(find('ice', { sort: 'opened' })).resolves.toEqual(['c', 'a', 'b']);
    await expect(find('ice', { sort: 'title' })).resolves.toEqual(['b', 'a', 'c']);
  });

  it('is kept over pages that show every work once', async () => {
    const works = Array.from({ length: 25 }, (_, index) => ({ id: `w${index}`, title: 'Ice', copies: index % 3 }));
    const { ask } = await open(...works);
    const seen: string[] = [];
    for (let cursor: string | undefined = undefined; ;) {
      const { hits, next, total } = await ask({ q: 'ice', limit: 10, ...(cursor ? { cursor } : {}) });
      expect(total).toBe(25);
      seen.push(...hits.map(hit => hit.work));
      if (next === null) {
        break;
      }
      cursor = next;
    }
    expect(new Set(seen).size).toBe(25);
    expect(seen).toHaveLength(25);
  });
});

describe('a suggestion', () => {
  const works = [
    { id: 'a', title: 'Satellite altimetry', packages: ['xarray'] },
    { id: 'b', title: 'Sea level', summary: 'of tides' }
  ];

  it('replaces unknown words by known ones near to them', async () => {
    const { ask } = await open(...works);
    await expect(ask({ q: 'Altimitry, xaray' })).resolves.toMatchObject({ suggestion: 'altimetry, xarray' });
    await expect(ask({ q: 'tag:none altimitry' })).resolves.toMatchObject({ suggestion: null });
  });

  it('leaves words alone that stand anywhere', async () => {
    const { ask } = await open(...works, { id: 'c', summary: 'altimitry is a typo' });
    await expect(ask({ q: 'altimitry tides' })).resolves.toMatchObject({ total: 0, suggestion: null });
  });

  it('is made although a facet hides what it would find', async () => {
    const { ask } = await open(...works);
    await expect(ask({ q: 'altimitry', language: ['r'] })).resolves.toMatchObject({ suggestion: 'altimetry' });
  });

  it('is not made while there are hits, nor without a word near', async () => {
    const { ask } = await open(...works);
    await expect(ask({ q: 'altimetry' })).resolves.toMatchObject({ total: 1, suggestion: null });
    await expect(ask({ q: 'zzzzzz' })).resolves.toMatchObject({ suggestion: null });
  });
});
