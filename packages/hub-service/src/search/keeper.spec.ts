// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onEachEngine } from '../../test/engines';
import { FakeRecords } from '../../test/fake-records';
import { bob } from '../../test/search-world';
import { IndexKeeper } from './keeper';
import type { ServicePlace } from './place';
import { openEngine, openPlace } from './place';
import { PostgresPlace } from './postgres-place';
import { Searcher } from './searcher';
import { SqlitePlace } from './sqlite-place';

onEachEngine(makeDatabase => {
  let place: ServicePlace;
  let drop: () => Promise<void>;
  let records: FakeRecords;
  const keepers: IndexKeeper[] = [];
  beforeEach(async () => {
    const { url, drop: dropDatabase } = await makeDatabase();
    const data = mkdtempSync(join(tmpdir(), 'atrium-keeper-'));
    place = { data, databaseUrl: url, hub: { id: 'hub-a.example', name: 'Ocean Hub' } };
    records = new FakeRecords();
    drop = async () => {
      await dropDatabase();
      rmSync(data, { recursive: true });
    };
  }, 60_000);
  afterEach(async () => {
    await Promise.all(keepers.splice(0).map(keeper => keeper.close()));
    await drop();
  });

  function start(at = openPlace(place)): IndexKeeper {
    const keeper = new IndexKeeper(at, { changes: records, documents: records, texts: records });
    keepers.push(keeper);
    return keeper;
  }

  /** Lets a keeper do all there is to do. */
  async function settle(keeper: IndexKeeper): Promise<number> {
    let builds = 0;
    for (let isMore = true; isMore;) {
      const { hasMore, isBuilt } = await keeper.step();
      if (isBuilt) {
        builds += 1;
        await keeper.swap();
      }
      isMore = hasMore || isBuilt;
    }
    return builds;
  }

  async function found(q: string): Promise<string[]> {
    const searcher = new Searcher(openEngine(place));
    try {
      await searcher.refresh();
      const { hits } = await searcher.search({ query: { q, limit: 200 }, asker: bob, among: null });
      return hits.map(hit => hit.work).sort();
    } finally {
      await searcher.close();
    }
  }

  it('builds an index where there is none', async () => {
    for (let count = 0; count < 120; count++) {
      records.put(`w${String(count).padStart(3, '0')}`, { files: { 'x.md': 'bergschrund' } });
    }
    await expect(settle(start())).resolves.toBe(1);
    await expect(found('bergschrund')).resolves.toHaveLength(120);
  });

  it('takes in what changes while it builds', async () => {
    records.put('a', { files: { 'x.md': 'serac' } });
    const keeper = start();
    await keeper.step();
    records.put('a', { files: { 'x.md': 'nunatak' } });
    records.put('b', { files: { 'x.md': 'nunatak' } });
    await settle(keeper);
    await expect(found('nunatak')).resolves.toEqual(['a', 'b']);
    await expect(found('serac')).resolves.toEqual([]);
  });

  it('goes on where it was after a restart, without building again', async () => {
    records.put('a', { files: { 'x.md': 'serac' } });
    const first = start();
    await settle(first);
    await first.close();
    records.put('b', { files: { 'x.md': 'serac' } });
    await expect(settle(start())).resolves.toBe(0);
    await expect(found('serac')).resolves.toEqual(['a', 'b']);
    expect(records.read).toHaveLength(2);
  });

  it('says that there is no index before one is built', async () => {
    await start().step();
    await expect(found('serac')).rejects.toMatchObject({ code: 'index-rebuilding' });
  });

  it('builds anew when another version made the index; until then the old one hides what was hidden', async () => {
    records.put('a', { files: { 'x.md': 'serac' } });
    records.put('b', { files: { 'x.md': 'serac' } });
    const other = place.databaseUrl ? new PostgresPlace(place.databaseUrl, 'old') : new SqlitePlace(place.data, 'old');
    const old = start(other);
    // The keeper of an old program takes its own version for the right one: here it builds, and is stopped.
    while (!(await old.step()).isBuilt) {
      // There is more.
    }
    await other.close();
    await other.swap();
    await old.close();
    const keeper = start();
    records.withdraw('b');
    await keeper.step();
    await expect(found('serac')).resolves.toEqual(['a']);
    await expect(settle(keeper)).resolves.toBe(1);
    await expect(found('serac')).resolves.toEqual(['a']);
  });

  it('builds anew when changes are lost between records and index', async () => {
    records.put('a', { files: { 'x.md': 'serac' } });
    const first = start();
    await settle(first);
    await first.close();
    // As if the records came from a backup that is newer than the index by more than is noted.
    records.put('b', { files: { 'x.md': 'serac' } });
    records.put('c', { files: { 'x.md': 'serac' } });
    await records.forget(2);
    await expect(settle(start())).resolves.toBe(1);
    await expect(found('serac')).resolves.toEqual(['a', 'b', 'c']);
  });

  it('builds anew when the records are older than the index', async () => {
    records.put('a', { files: { 'x.md': 'serac' } });
    records.put('b', { files: { 'x.md': 'serac' } });
    const first = start();
    await settle(first);
    await first.close();
    records = new FakeRecords();
    records.put('a', { files: { 'x.md': 'serac' } });
    await expect(settle(start())).resolves.toBe(1);
    await expect(found('serac')).resolves.toEqual(['a']);
  });

  it('forgets notes of changes that the index has, but not the last ones', async () => {
    records.put('a', {});
    const keeper = start();
    await settle(keeper);
    for (let count = 0; count < 5200; count++) {
      records.note('a');
    }
    await settle(keeper);
    expect(records.forgotten).toBeGreaterThan(3000);
    expect(records.forgotten).toBeLessThan(4300);
  });

  it('lets one process write at a time', async () => {
    records.put('a', { files: { 'x.md': 'serac' } });
    await settle(start());
    const second = start();
    // With SQLite the data folder has one process anyway.
    const step = await second.step();
    expect(step).toEqual({ hasMore: false, isBuilt: false, applied: 1 });
  });
});

describe('an SQLite index', () => {
  it.each([
    ['is deleted', (path: string) => rmSync(path)],
    ['is no index', (path: string) => writeFileSync(path, 'not a database')]
  ])('is built anew when its file %s', async (_, harm) => {
    const data = mkdtempSync(join(tmpdir(), 'atrium-keeper-'));
    const place = { data, databaseUrl: null, hub: { id: 'hub-a.example', name: 'Ocean Hub' } };
    const records = new FakeRecords();
    const path = join(data, 'search.db');
    records.put('a', {});
    for (let round = 0; round < 2; round++) {
      const keeper = new IndexKeeper(openPlace(place), { changes: records, documents: records, texts: records });
      while (!(await keeper.step()).isBuilt) {
        // There is more.
      }
      await keeper.swap();
      await keeper.close();
      expect(existsSync(path)).toBe(true);
      harm(path);
    }
    rmSync(data, { recursive: true });
  });
});
