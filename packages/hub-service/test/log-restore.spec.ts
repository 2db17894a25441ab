// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseCheckpoint } from '../src/log/format/index';
import { DiskTree, type ITree } from '../src/log/tree';
import { fetchBlob, fetchTree, joinNetwork, linesOf, publishedEntries, verifyServed } from './network';
import { publish } from './publish';
import { startService, type TestOptions, type TestService } from './service';

const FILES = { 'a.txt': 'ice' };
const MORE = { 'a.txt': 'more ice' };

let data: string;
let test: TestService;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'atrium-log-'));
  test = await start();
});
afterEach(async () => {
  await test.stop();
  rmSync(data, { recursive: true, force: true });
});

function start(options: TestOptions = {}): Promise<TestService> {
  return startService({ ...options, config: { data, ...options.config } });
}

async function restart(between: () => void = () => undefined, options: TestOptions = {}): Promise<void> {
  await test.stop();
  between();
  test = await start(options);
}

/** Copies the records as a backup does. */
function backUp(): string {
  const copy = join(data, 'copy.db');
  rmSync(copy, { force: true });
  const database = new DatabaseSync(join(data, 'atrium.db'));
  database.prepare('VACUUM INTO ?').run(copy);
  database.close();
  return copy;
}

function putBack(copy: string): void {
  for (const suffix of ['', '-wal', '-shm']) {
    rmSync(join(data, `atrium.db${suffix}`), { force: true });
  }
  cpSync(copy, join(data, 'atrium.db'));
}

async function sizeNow(generation = 1): Promise<number> {
  return parseCheckpoint((await fetchTree(test, `log/${generation}/checkpoint`)).bytes).size;
}

describe('a database restored from yesterday', () => {
  it('reads back what was signed since, and erases again what was erased', async () => {
    await joinNetwork(test);
    const alice = test.as('alice');
    const gone = await publish(alice, FILES, { audience: 'network' });
    const kept = await publish(alice, FILES, { audience: 'network' });
    await publishedEntries(test);
    const copy = backUp();
    const erase = { label: null, scope: 'erase' as const, category: 'privacy' as const, reason: '' };
    await alice.withdrawWork({ params: { work: gone.id }, body: erase });
    const retract = { label: null, scope: 'retract' as const, reason: '' };
    await alice.withdrawWork({ params: { work: kept.id }, body: retract });
    const before = await publishedEntries(test);
    await restart(() => putBack(copy));
    const after = await publishedEntries(test);
    expect(after.slice(0, before.length)).toEqual(before);
    const states = await test.service.context.works.findMany([gone.id, kept.id]);
    expect([states.get(gone.id)?.state, states.get(kept.id)?.state]).toEqual(['erased', 'retracted']);
    expect((await fetchBlob(test, gone.manifest)).status).toBe(410);
    expect((await verifyServed(test)).faults).toEqual([]);
  });

  it('withdraws what was published since, because nothing of it is here', async () => {
    await joinNetwork(test);
    const copy = backUp();
    await publish(test.as('alice'), FILES, { audience: 'network' });
    await publishedEntries(test);
    await restart(() => putBack(copy));
    expect(linesOf(await publishedEntries(test))).toEqual(['hub', 'publish 1.0.0', 'withdraw retract error']);
    expect((await verifyServed(test)).faults).toEqual([]);
  });

  it('withdraws a release that was published since, and never gives its label to another', async () => {
    await joinNetwork(test);
    const alice = test.as('alice');
    const { id } = await publish(alice, FILES, { audience: 'network' });
    const copy = backUp();
    await publish(alice, MORE, { work: id, audience: 'network' });
    await publishedEntries(test);
    await restart(() => putBack(copy));
    const next = await publish(test.as('alice'), { 'a.txt': 'other ice' }, { work: id, audience: 'network' });
    expect(next.label).toBe('1.2.0');
    expect(linesOf(await publishedEntries(test)).slice(2)).toEqual([
      'publish 1.1.0',
      'withdraw 1.1.0 retract error',
      'publish 1.2.0'
    ]);
    expect((await verifyServed(test)).faults).toEqual([]);
  });

  it('gives a release a card again that was changed since', async () => {
    await joinNetwork(test);
    const alice = test.as('alice');
    const { id } = await publish(alice, FILES, { audience: 'network' });
    const copy = backUp();
    await alice.editWork({ params: { work: id }, body: { audience: 'public' } });
    await publishedEntries(test);
    await restart(() => putBack(copy));
    expect(await verifyServed(test)).toMatchObject({ faults: [], cards: 1, entries: { publish: 1, card: 2 } });
  });

  it('opens a new generation when the files of the log are gone too', async () => {
    await joinNetwork(test);
    await publish(test.as('alice'), FILES, { audience: 'network' });
    await publishedEntries(test);
    await restart(() => rmSync(join(data, 'fed'), { recursive: true }));
    expect(test.service.context.hubLog.status).toMatchObject({ kind: 'well', generation: 2 });
    expect(linesOf(await publishedEntries(test, 2))).toEqual(['hub', 'publish 1.0.0']);
    expect((await verifyServed(test)).faults).toEqual([]);
  });

  it('is never signed when it is another history than the published one', async () => {
    await joinNetwork(test);
    const alice = test.as('alice');
    await publish(alice, FILES, { audience: 'network' });
    const copy = backUp();
    await publish(alice, MORE, { audience: 'network' });
    await publishedEntries(test);
    // As if somebody had gone on with the old database while the tail could not be seen.
    const path = join(data, 'fed/1/log/1/checkpoint');
    const signed = readFileSync(path);
    await restart(() => {
      putBack(copy);
      rmSync(join(data, 'fed/1/log/1/tile'), { recursive: true });
    });
    expect(test.service.context.hubLog.status).toMatchObject({ kind: 'stopped' });
    await publish(alice, { 'b.txt': 'b' }, { audience: 'network' }).catch(() => undefined);
    await publish(test.as('bob'), { 'c.txt': 'c' }, { audience: 'network' });
    await publish(test.as('bob'), { 'd.txt': 'd' }, { audience: 'network' });
    await test.service.context.hubLog.publish();
    expect(test.service.context.hubLog.status).toMatchObject({ kind: 'stopped' });
    expect(readFileSync(path)).toEqual(signed);
  });
});

describe('the publisher', () => {
  it('stops when somebody else has published', async () => {
    await joinNetwork(test);
    const path = join(data, 'fed/1/log/1/checkpoint');
    const signed = readFileSync(path, 'utf8');
    writeFileSync(path, signed.replace('\n1\n', '\n2\n'));
    await publish(test.as('alice'), FILES, { audience: 'network' });
    await test.service.context.hubLog.publish();
    expect(test.service.context.hubLog.status).toMatchObject({ kind: 'stopped' });
  });

  it('refuses to start under another address', async () => {
    await joinNetwork(test);
    await test.stop();
    const elsewhere = start({ config: { publicUrl: 'https://hub-b.example/services/atrium/' } });
    await expect(elsewhere).rejects.toThrow('Other hubs know this one as hub-a.example/services/atrium');
    test = await start();
  });

  it('signs nothing that was read back otherwise than it was written', async () => {
    await joinNetwork(test);
    await publish(test.as('alice'), FILES, { audience: 'network' });
    await restart(undefined, { tree: new Rotting(data) });
    expect(test.service.context.hubLog.status).toMatchObject({ kind: 'stopped' });
    expect(await sizeNow()).toBe(1);
  });

  it('goes on from wherever it was killed', async () => {
    await joinNetwork(test);
    for (let step = 0; step < 9; step++) {
      await publish(test.as('alice'), { 'a.txt': `step ${step}` }, { audience: 'network' });
      await restart(undefined, { tree: new Dying(data, step) });
      await restart();
      expect((await verifyServed(test)).faults).toEqual([]);
      expect(await sizeNow()).toBe(step + 2);
    }
  });

  it('fills tiles over a boundary of 256 entries, and gives out their cards as lines', async () => {
    await joinNetwork(test);
    const { context } = test.service;
    const alice = test.as('alice');
    const { id } = await publish(alice, FILES, { audience: 'network' });
    for (let batch = 0; batch < 3; batch++) {
      await context.change(async stores => {
        await stores.entries.append(
          1,
          Array.from({ length: 100 }, (_, n) => Buffer.from(`{"t":"note","ts":${n}}`))
        );
      });
      await context.hubLog.publish();
    }
    const report = await verifyServed(test);
    expect(report).toMatchObject({ faults: [], size: 302, cards: 1 });
    expect((await fetchTree(test, 'cards/1/000.ndjson.gz')).status).toBe(200);
    expect((await fetchTree(test, 'cards/1/001.ndjson.gz')).status).toBe(404);
    expect((await fetchTree(test, 'log/1/tile/1/000.p/1')).bytes).toHaveLength(32);
    expect((await fetchTree(test, 'log/1/tile/entries/000.p/102')).status).toBe(404);
    await alice.withdrawWork({ params: { work: id }, body: { label: null, scope: 'erase', reason: '' } });
    const lines = await fetchTree(test, 'cards/1/000.ndjson.gz');
    expect(lines.bytes.length).toBeLessThan(30);
  });
});

/** A disk that changes a bit of what it is given. */
class Rotting extends DiskTree {
  override async write(path: string, bytes: Uint8Array): Promise<void> {
    const changed = Buffer.from(bytes);
    if (path.includes('tile/entries')) {
      changed[changed.length - 5] = (changed.at(-5) ?? 0) ^ 1;
    }
    await super.write(path, changed);
  }
}

/** A disk below a process that dies before a write. */
class Dying implements ITree {
  private readonly _tree: DiskTree;
  private _left: number;

  constructor(data: string, writes: number) {
    this._tree = new DiskTree(data);
    this._left = writes;
  }

  read(path: string): Promise<Uint8Array | null> {
    return this._tree.read(path);
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    if (this._left-- <= 0) {
      throw new Error('Killed.');
    }
    await this._tree.write(path, bytes);
  }

  async remove(path: string): Promise<void> {
    await this._tree.remove(path);
  }
}
