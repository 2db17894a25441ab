// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SearchQuery, SearchResult } from '@jupyter-atrium/api';
import type { Client } from '@jupyter-atrium/client';
import { onEachEngine } from './engines';
import { itWantsALogin } from './login';
import { CARD, notebook, publish } from './publish';
import type { TestService } from './service';
import { startService } from './service';

onEachEngine(makeDatabase => {
  let test: TestService;
  let alice: Client;
  let bob: Client;
  beforeEach(async () => {
    test = await startService({ makeDatabase });
    alice = test.as('alice', { displayName: 'A. Rivera' });
    bob = test.as('bob');
  });
  afterEach(() => test.stop());
  const service = (): TestService => test;

  /** Searches once all that happened so far is in the index. */
  async function find(client: Client, query: SearchQuery): Promise<SearchResult> {
    await test.service.context.search.caughtUp();
    return client.searchWorks({ query });
  }

  async function found(client: Client, q: string): Promise<string[]> {
    return (await find(client, { q })).hits.map(hit => hit.work.id);
  }

  describe('searchWorks', () => {
    itWantsALogin(service, client => client.searchWorks({}));

    it('finds a work by its card and by all that its files say', async () => {
      const { id } = await publish(alice, {
        'melt.ipynb': notebook('import xarray\nheight = retrack_waveform(echoes)'),
        'notes/read me.md': '# Moraine\n\nWith *bergschrund* pictures.'
      });
      for (const q of [
        'glacier',
        'rivera',
        'tag:glaciology',
        'package:xarray',
        'retrackWaveform',
        'moraine in:names',
        'bergschrund'
      ]) {
        await expect(found(bob, q)).resolves.toEqual([id]);
      }
      await expect(found(bob, 'nunatak')).resolves.toEqual([]);
    });

    it('answers works with the place that matches, and facets', async () => {
      await publish(alice, { 'melt.ipynb': notebook('import numpy\nbergschrund = 1') });
      const { hits, total, facets, approximate } = await find(bob, { q: 'bergschrund' });
      expect(hits).toMatchObject([
        {
          work: { card: { title: CARD.title }, label: '1.0.0' },
          snippet: { field: 'code', path: 'melt.ipynb', text: 'import numpy bergschrund = 1', marks: [[13, 24]] }
        }
      ]);
      expect({ total, approximate }).toEqual({ total: 1, approximate: false });
      expect(facets).toMatchObject({
        language: [{ value: 'python', count: 1 }],
        kernel: [{ value: 'python3', count: 1 }],
        package: [{ value: 'numpy', count: 1 }],
        licence: [{ value: 'CC-BY-4.0', count: 1 }],
        hub: [{ value: 'hub-a.example/services/atrium', count: 1 }]
      });
    });

    it('neither finds nor counts private works of others', async () => {
      const { id } = await publish(alice, { 'a.md': 'bergschrund' }, { audience: 'private' });
      await expect(find(bob, { q: 'bergschrund' })).resolves.toMatchObject({ hits: [], total: 0 });
      await expect(find(bob, {})).resolves.toMatchObject({ total: 0, facets: { tag: [] } });
      await expect(found(alice, 'bergschrund')).resolves.toEqual([id]);
    });

    it('hides a work as soon as its audience is narrowed, and shows it to whom it then names', async () => {
      const { id } = await publish(alice, { 'a.md': 'bergschrund' });
      await expect(found(bob, 'bergschrund')).resolves.toEqual([id]);
      const readers = [{ kind: 'person' as const, name: 'carol' }];
      await alice.editWork({ params: { work: id }, body: { audience: 'private', readers } });
      await expect(bob.searchWorks({ query: { q: 'bergschrund' } })).resolves.toMatchObject({ hits: [] });
      await expect(find(bob, { q: 'bergschrund' })).resolves.toMatchObject({ total: 0 });
      await expect(found(test.as('carol'), 'bergschrund')).resolves.toEqual([id]);
    });

    it('follows further releases: what was taken out is not found any more', async () => {
      const first = { 'a.md': 'bergschrund', 'b.md': 'nunatak' };
      const { id } = await publish(alice, first);
      await expect(found(bob, 'bergschrund')).resolves.toEqual([id]);
      await publish(alice, { 'b.md': 'nunatak', 'c.md': 'serac' }, { work: id });
      await expect(found(bob, 'bergschrund')).resolves.toEqual([]);
      await expect(found(bob, 'nunatak')).resolves.toEqual([id]);
      await expect(found(bob, 'serac')).resolves.toEqual([id]);
    });

    it('follows an edited card', async () => {
      const { id } = await publish(alice, { 'a.md': 'bergschrund' });
      await found(bob, '');
      await alice.editWork({ params: { work: id }, body: { card: { ...CARD, title: 'Firn', tags: ['snow'] } } });
      await expect(found(bob, 'firn bergschrund')).resolves.toEqual([id]);
      await expect(found(bob, 'glacier')).resolves.toEqual([]);
      await expect(find(bob, {})).resolves.toMatchObject({ facets: { tag: [{ value: 'snow' }] } });
    });

    it('finds no retracted work until it is restored', async () => {
      const { id } = await publish(alice, { 'a.md': 'bergschrund' });
      const reason = 'A sign was wrong.';
      await alice.withdrawWork({ params: { work: id }, body: { label: null, scope: 'retract', reason } });
      await expect(found(bob, 'bergschrund')).resolves.toEqual([]);
      await alice.restoreWork({ params: { work: id }, body: { label: null } });
      await expect(found(bob, 'bergschrund')).resolves.toEqual([id]);
    });

    it('keeps nothing of an erased work, not even on the disk', async () => {
      const { id } = await publish(alice, { 'a.md': 'bergschrund' });
      await publish(alice, { 'a.md': 'serac' });
      await expect(found(bob, 'bergschrund')).resolves.toEqual([id]);
      await alice.withdrawWork({ params: { work: id }, body: { label: null, scope: 'erase', reason: 'Private.' } });
      await expect(found(bob, 'bergschrund')).resolves.toEqual([]);
      const files = readdirSync(test.data).filter(name => name.startsWith('search.db'));
      const holds = (word: string): boolean => files.some(name => readFileSync(join(test.data, name)).includes(word));
      expect(holds('bergschrund')).toBe(false);
      // With PostgreSQL there is no file to look into.
      expect(holds('serac')).toBe(files.length > 0);
    });

    it('counts opened copies for the order', async () => {
      const card = (title: string): typeof CARD => ({ ...CARD, title });
      const first = await publish(alice, { 'a.md': 'bergschrund' }, { card: card('A') });
      const second = await publish(alice, { 'a.md': 'bergschrund' }, { card: card('B') });
      await expect(found(bob, '')).resolves.toEqual([second.id, first.id]);
      await bob.openCopy({ params: { work: first.id }, body: { label: null } });
      const { hits } = await find(bob, { q: 'bergschrund', sort: 'opened' });
      expect(hits.map(hit => hit.work.id)).toEqual([first.id, second.id]);
    });

    it('suggests what was meant', async () => {
      await publish(alice, { 'a.md': 'x' });
      await expect(find(bob, { q: 'glacyer' })).resolves.toMatchObject({ total: 0, suggestion: 'glacier' });
    });

    it('shows a collection in its order, and none that is unknown', async () => {
      const works = [await publish(alice, { 'a.md': '1' }), await publish(alice, { 'a.md': '2' })].map(work => work.id);
      const id = await put({ works: [...works] });
      const { hits } = await find(bob, { collection: id });
      expect(hits.map(hit => hit.work.id)).toEqual(works);
      await expect(find(bob, { collection: '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d60' })).resolves.toMatchObject({
        total: 0
      });
    });

    it('refuses a cursor it did not give', async () => {
      await expect(find(bob, { cursor: 'AAAA' })).rejects.toMatchObject({ status: 400, code: 'bad-request' });
    });

    it('says that the index is being built until it is', async () => {
      await expect(bob.searchWorks({})).rejects.toMatchObject({ status: 503, code: 'index-rebuilding' });
      await expect(find(bob, {})).resolves.toMatchObject({ total: 0 });
    });
  });

  let collections = 0;
  /** Writes a collection as a curator would. */
  async function put(fields: { title?: string; isFeatured?: boolean; works: string[] }): Promise<string> {
    const id = `01935b0e-7c1a-7d3e-9c55-${String(collections++).padStart(12, '0')}`;
    const collection = { id, title: 'Ice', text: 'All about it.', isFeatured: false, ...fields };
    await test.service.context.change(stores => stores.collections.put(collection));
    return id;
  }

  describe('listCollections', () => {
    itWantsALogin(service, client => client.listCollections({}));

    it('lists collections with something to see, the featured one first, and counts only that', async () => {
      const open = await publish(alice, { 'a.md': 'x' });
      const hidden = await publish(alice, { 'a.md': 'y' }, { audience: 'private' });
      await put({ title: 'Ice', works: [open.id, hidden.id] });
      await put({ title: 'Secret', works: [hidden.id] });
      await put({ title: 'Zoo', works: [open.id], isFeatured: true });
      const list = async (client: Client): Promise<unknown> =>
        (await client.listCollections({})).collections.map(({ title, works }) => [title, works]);
      await expect(list(bob)).resolves.toEqual([
        ['Zoo', 1],
        ['Ice', 1]
      ]);
      await expect(list(alice)).resolves.toEqual([
        ['Zoo', 1],
        ['Ice', 2],
        ['Secret', 1]
      ]);
    });
  });

  describe('getCollection', () => {
    const NO_COLLECTION = '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d60';
    itWantsALogin(service, client => client.getCollection({ params: { collection: NO_COLLECTION } }));

    it('shows the works in the curator’s order', async () => {
      const ids = [await publish(alice, { 'a.md': '1' }), await publish(alice, { 'a.md': '2' })].map(work => work.id);
      const collection = await put({ works: ids.toReversed() });
      const { title, text, works, entries } = await bob.getCollection({ params: { collection } });
      expect({ title, text, works }).toEqual({ title: 'Ice', text: 'All about it.', works: 2 });
      expect(entries.map(work => work.id)).toEqual(ids.toReversed());
    });

    it('answers alike for a collection of hidden works and for none', async () => {
      const { id } = await publish(alice, { 'a.md': 'x' }, { audience: 'private' });
      const collection = await put({ works: [id] });
      const missing = { status: 404, code: 'collection-not-found' };
      await expect(bob.getCollection({ params: { collection } })).rejects.toMatchObject(missing);
      await expect(bob.getCollection({ params: { collection: NO_COLLECTION } })).rejects.toMatchObject(missing);
    });
  });

  describe('getHome', () => {
    itWantsALogin(service, client => client.getHome({}));

    it('shows the featured works, the newest, the collections and how many works there are', async () => {
      const works: string[] = [];
      for (let count = 0; count < 7; count++) {
        works.push((await publish(alice, { 'a.md': `${count}` })).id);
        test.clock.pass(1000);
      }
      await publish(alice, { 'a.md': 'mine' }, { audience: 'private' });
      await put({ title: 'Begin here', works: works.slice(0, 4), isFeatured: true });
      await put({ title: 'All', works });
      await test.service.context.search.caughtUp();
      const home = await bob.getHome({});
      expect(home.featured?.collection).toMatchObject({ title: 'Begin here', works: 4 });
      expect(home.featured?.works.map(work => work.id)).toEqual(works.slice(0, 3));
      expect(home.newest.map(work => work.id)).toEqual(works.toReversed().slice(0, 5));
      expect(home.collections.map(collection => collection.title)).toEqual(['Begin here', 'All']);
      expect(home).toMatchObject({ otherHubs: [], totals: { works: 7, otherHubs: 0 } });
    });

    it('is empty on an empty hub', async () => {
      await test.service.context.search.caughtUp();
      await expect(bob.getHome({})).resolves.toEqual({
        featured: null,
        newest: [],
        otherHubs: [],
        collections: [],
        totals: { works: 0, otherHubs: 0 }
      });
    });
  });
});
