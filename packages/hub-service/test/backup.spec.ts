// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUp } from '../src/backup/back-up';
import { findPrograms, onEachEngine } from './engines';
import { digestOf, fetchAll, noise, notebook, publish } from './publish';
import type { TestService } from './service';
import { startService } from './service';

const FILES = { 'a.ipynb': notebook('1 + 1'), 'b.bin': noise(200_000) };
const pgDump = { program: `${findPrograms() ?? ''}/pg_dump`, path: '/usr/bin:/bin' };

let test: TestService;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atrium-backup-'));
});
afterEach(async () => {
  await test.stop();
  rmSync(folder, { recursive: true, force: true });
});

const back = (lines: string[] = []) => {
  const { data, databaseUrl } = test.service.context.config;
  return backUp({ data, databaseUrl }, folder, {
    now: () => test.clock.now(),
    report: line => lines.push(line),
    pgDump
  });
};
const packs = (): string[] =>
  readdirSync(join(folder, 'packs')).flatMap(part => readdirSync(join(folder, 'packs', part)));

onEachEngine(makeDatabase => {
  beforeEach(async () => {
    test = await startService({ makeDatabase });
  });

  it('copies records and content while the service goes on', async () => {
    await publish(test.as('alice'), FILES);
    const lines: string[] = [];
    const done = await back(lines);
    expect(done).toMatchObject({ packs: packs().length, copied: done.bytes });
    expect(lines.at(-1)).toMatch(/^\d+ kB copied$/);
    const records = join(folder, test.service.context.config.databaseUrl === null ? 'atrium.db' : 'atrium.dump');
    expect(statSync(records).size).toBeGreaterThan(1000);
    expect(existsSync(join(folder, 'session.key'))).toBe(false);
    await publish(test.as('alice'), { 'c.ipynb': notebook('3') });
  });
});

describe('a backup', () => {
  beforeEach(async () => {
    test = await startService();
  });

  it('opens as a service that has everything', async () => {
    const { id } = await publish(test.as('alice'), FILES);
    await back();
    const restored = mkdtempSync(join(tmpdir(), 'atrium-restored-'));
    cpSync(folder, restored, { recursive: true });
    const other = await startService({ config: { data: restored } });
    expect((await fetchAll(other.as('bob'), id))['b.bin']).toBe(digestOf(FILES['b.bin']));
    await other.stop();
    rmSync(restored, { recursive: true, force: true });
  });

  it('copies only new content the next time', async () => {
    await publish(test.as('alice'), FILES);
    const first = await back();
    await publish(test.as('alice'), { 'c.ipynb': notebook('3') });
    const second = await back();
    expect(second.copied).toBeGreaterThan(0);
    expect(second.copied).toBeLessThan(first.copied);
    expect((await back()).copied).toBe(0);
  });

  it('loses what was erased since', async () => {
    const { id } = await publish(test.as('alice'), FILES);
    await back();
    const before = packs();
    await test.as('alice').withdrawWork({ params: { work: id }, body: { label: null, scope: 'erase', reason: 'x' } });
    await test.service.context.upkeep.erase();
    await back();
    expect(packs().filter(pack => before.includes(pack))).toEqual([]);
  });

  it('is of one moment, whatever is published meanwhile', async () => {
    const work = await publish(test.as('alice'), FILES);
    let isDone = false;
    const writing = (async () => {
      for (let count = 0; !isDone; count++) {
        await publish(test.as('alice'), { ...FILES, 'n.txt': String(count) }, { work: work.id });
      }
    })();
    for (let count = 0; count < 3; count++) {
      await back();
    }
    isDone = true;
    await writing;
    const other = await startService({ config: { data: folder } });
    const { releases } = await other.as('bob').listReleases({ params: { work: work.id } });
    expect(releases.length).toBeGreaterThan(0);
    expect(Object.keys(await fetchAll(other.as('bob'), work.id))).toContain('b.bin');
    expect(await other.service.context.audit.firstBroken()).toBeNull();
    await other.stop();
  });

  it('stays as it was when a pack is not what its name says', async () => {
    await publish(test.as('alice'), FILES);
    await back();
    const before = readFileSync(join(folder, 'atrium.db'));
    await publish(test.as('alice'), { 'c.ipynb': notebook('3') });
    const known = new Set(packs());
    const root = join(test.data, 'packs');
    const fresh = readdirSync(root)
      .flatMap(part => readdirSync(join(root, part)).map(name => join(root, part, name)))
      .find(path => !known.has(path.slice(-64)));
    writeFileSync(fresh ?? '', 'broken');
    await expect(back()).rejects.toThrow('is not what its name says');
    expect(readFileSync(join(folder, 'atrium.db')).equals(before)).toBe(true);
    expect(packs().every(pack => known.has(pack))).toBe(true);
  });

  it('fails when content that the records name is gone', async () => {
    await publish(test.as('alice'), FILES);
    rmSync(join(test.data, 'packs'), { recursive: true });
    await expect(back()).rejects.toThrow('are not on the disk');
    expect(existsSync(join(folder, 'backup.json'))).toBe(false);
  });

  it('is told by the health page', async () => {
    await back();
    expect(JSON.parse(readFileSync(join(test.data, 'last-backup.json'), 'utf8'))).toMatchObject({ bytes: 0 });
  });
});
