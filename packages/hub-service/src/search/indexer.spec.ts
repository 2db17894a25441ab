// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { FakeRecords } from '../../test/fake-records';
import type { SearchWorld } from '../../test/search-world';
import { aSearchWorld } from '../../test/search-world';
import type { IIndexWriter } from './engine';
import { Indexer } from './indexer';

describe('Indexer', () => {
  let records: FakeRecords;
  let world: SearchWorld;
  beforeEach(async () => {
    records = new FakeRecords();
    world = await aSearchWorld();
    await world.index.index({ works: [], gone: [], applied: 0, isErasing: false });
  });
  afterEach(() => world.close());

  const indexer = (writer: IIndexWriter = world.index): Indexer =>
    new Indexer({ writer, changes: records, documents: records, texts: records });
  const catchUp = async (): Promise<void> => {
    while (await indexer().catchUp()) {
      // There is more.
    }
  };

  it('makes a published work findable by its card and files', async () => {
    records.put('a', { title: 'Glacier melt', files: { 'x.md': 'bergschrund', 'y.md': 'serac' } });
    await catchUp();
    for (const q of ['melt bergschrund', 'serac', 'numpy']) {
      await expect(world.find(q)).resolves.toEqual(['a']);
    }
  });

  it('finds a work without text by its card', async () => {
    records.put('a', { title: 'Glacier melt' });
    await catchUp();
    await expect(world.find('melt')).resolves.toEqual(['a']);
  });

  it('reads only files that are new', async () => {
    records.put('a', { files: { 'x.md': 'bergschrund', 'y.md': 'serac' } });
    await catchUp();
    records.put('a', { files: { 'x.md': 'bergschrund', 'y.md': 'nunatak' } });
    await catchUp();
    expect(records.read).toEqual(['x.md', 'y.md', 'y.md']);
    await expect(world.find('serac')).resolves.toEqual([]);
    await expect(world.find('nunatak')).resolves.toEqual(['a']);
  });

  it('gives the words of a new card to all files without reading them', async () => {
    records.put('a', { title: 'Glacier', files: { 'x.md': 'bergschrund' } });
    await catchUp();
    records.put('a', { title: 'Firn', files: { 'x.md': 'bergschrund' } });
    await catchUp();
    expect(records.read).toEqual(['x.md']);
    await expect(world.find('firn bergschrund')).resolves.toEqual(['a']);
    await expect(world.find('glacier')).resolves.toEqual([]);
  });

  it('touches no passage where only copies were counted', async () => {
    records.put('a', { files: { 'x.md': 'bergschrund' } });
    await catchUp();
    const before = await world.index.known(['a']);
    records.put('a', { copies: 5, files: { 'x.md': 'bergschrund' } });
    await catchUp();
    await expect(world.index.known(['a'])).resolves.toEqual(before);
    await expect(world.ask({ sort: 'opened' })).resolves.toMatchObject({ total: 1 });
  });

  it('finds a work by its card alone once its last text is gone, and not twice when text comes', async () => {
    records.put('a', { files: { 'x.md': 'bergschrund' } });
    await catchUp();
    records.put('a', {});
    await catchUp();
    await expect(world.find('bergschrund')).resolves.toEqual([]);
    await expect(world.find('numpy')).resolves.toEqual(['a']);
    records.put('a', { files: { 'x.md': 'bergschrund' } });
    await catchUp();
    expect((await world.index.known(['a'])).get('a')?.passages).toHaveLength(1);
  });

  it('takes out what was withdrawn', async () => {
    records.put('a', { files: { 'x.md': 'bergschrund' } });
    await catchUp();
    records.withdraw('a');
    await catchUp();
    await expect(world.find('')).resolves.toEqual([]);
    await expect(world.index.state()).resolves.toMatchObject({ isPurgeDue: false });
  });

  it('notes that the disk has to be purged of what was erased', async () => {
    records.put('a', { files: { 'x.md': 'bergschrund' } });
    await catchUp();
    records.erased.set('a', 10);
    records.withdraw('a');
    await catchUp();
    await expect(world.index.state()).resolves.toMatchObject({ isPurgeDue: true });
    await world.index.purge(20);
    await expect(world.index.state()).resolves.toMatchObject({ isPurgeDue: false });
    records.put('a', { title: 'Again' });
    await catchUp();
    await expect(world.index.state()).resolves.toMatchObject({ isPurgeDue: false });
  });

  it('ends up right after a crash in the middle of a large work', async () => {
    const large = 'word '.repeat(450_000);
    const files = Object.fromEntries(['a', 'b', 'c', 'd'].map(name => [`${name}.md`, `${name}name ${large}`]));
    records.put('a', { title: 'Before', files: { ...files, 'e.md': 'rest' } });
    await catchUp();
    records.put('a', { title: 'After', files });
    let left = 1;
    const crashing: IIndexWriter = Object.create(world.index, {
      index: {
        value: async (batch: Parameters<IIndexWriter['index']>[0]) => {
          if (left-- === 0) {
            throw new Error('The power went.');
          }
          await world.index.index(batch);
        }
      }
    }) as IIndexWriter;
    await expect(indexer(crashing).catchUp()).rejects.toThrow('The power went.');
    await catchUp();
    for (const name of Object.keys(files)) {
      await expect(world.find(`after ${name.slice(0, 1)}name`)).resolves.toEqual(['a']);
    }
    await expect(world.find('before')).resolves.toEqual([]);
    await expect(world.find('rest')).resolves.toEqual([]);
  }, 60_000);

  it('changes only who finds what in an index of another version', async () => {
    records.put('a', { title: 'Glacier', files: { 'x.md': 'bergschrund' } });
    records.put('b', { title: 'Firn' });
    await catchUp();
    records.put('a', { title: 'Serac', copies: 3, files: { 'x.md': 'nunatak' } });
    records.put('c', { title: 'Moraine' });
    records.withdraw('b');
    await indexer().catchUpFacts();
    await expect(world.find('bergschrund')).resolves.toEqual(['a']);
    await expect(world.find('nunatak')).resolves.toEqual([]);
    await expect(world.find('firn')).resolves.toEqual([]);
    await expect(world.find('moraine')).resolves.toEqual([]);
    await catchUp();
  });
});
