// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { mkdtempSync, rmSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskPacks } from '../src/content/disk-packs';
import type { OpenedDraft } from '@jupyter-atrium/api';
import { fill, framesOf, noise, publish, sentFile, sentFiles } from './publish';
import type { TestOptions, TestService } from './service';
import { ROOMY, startService } from './service';

const FILES = { 'a.bin': noise(100_000) };
const failing = (code: string): Error => Object.assign(new Error(code), { code });

describe('what is acknowledged', () => {
  let folder: string;
  let test: TestService;
  let died: Error[];
  const start = async (options: TestOptions): Promise<void> => {
    died = [];
    test = await startService({ die: error => void died.push(error), ...options });
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'atrium-packs-'));
  });
  afterEach(async () => {
    await test.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const open = (): Promise<OpenedDraft> =>
    test.as('alice').openDraft({ body: { work: null, title: 't', source: 's', total: null } });
  const send = async (): Promise<void> =>
    test.as('alice').sendChunks({ body: framesOf(sentFiles(FILES)) }, await open());

  it('is on the disk first: the pack, then its folder, then the records', async () => {
    const order: string[] = [];
    const sync = async (handle: FileHandle): Promise<void> => {
      order.push((await handle.stat()).isDirectory() ? 'folder' : 'pack');
      await handle.sync();
    };
    await start({ packs: new DiskPacks(folder, sync) });
    const addPack = jest.spyOn(Object.getPrototypeOf(test.service.context.chunks), 'addPack');
    addPack.mockImplementationOnce(async () => void order.push('records'));
    await send().catch(() => undefined);
    expect(order.filter((step, index) => step !== order[index - 1]).slice(-3)).toEqual(['pack', 'folder', 'records']);
    addPack.mockRestore();
  });

  it('ends the process when the disk did not confirm, and records nothing', async () => {
    await start({ packs: new DiskPacks(folder, () => Promise.reject(failing('EIO'))) });
    await expect(send()).rejects.toMatchObject({ status: 500, code: 'internal-error' });
    expect(died).toHaveLength(1);
    await expect(test.service.context.records.db.selectFrom('pack').selectAll().execute()).resolves.toEqual([]);
  });

  it('ends the process when the records could not be read or written', async () => {
    await start({});
    const fault = Object.assign(new Error('disk I/O error'), { code: 'ERR_SQLITE_ERROR', errcode: 0x0c0a });
    jest.spyOn(test.service.context.works, 'ofOwner').mockRejectedValueOnce(fault);
    await expect(test.as('alice').listMine()).rejects.toMatchObject({ status: 500 });
    expect(died).toEqual([fault]);
  });

  it('is nothing while the disk is full, and reads go on', async () => {
    let isFull = false;
    const sync = (handle: FileHandle): Promise<void> => (isFull ? Promise.reject(failing('ENOSPC')) : handle.sync());
    await start({ packs: new DiskPacks(folder, sync) });
    const work = await publish(test.as('alice'), { 'b.txt': 'b' });
    isFull = true;
    await expect(send()).rejects.toMatchObject({ status: 507, code: 'disk-full' });
    await expect(test.as('bob').getWork({ params: { work: work.id } })).resolves.toBeDefined();
    isFull = false;
    await expect(send()).resolves.toBeUndefined();
    expect(died).toEqual([]);
  });

  it('is nothing while the database is full', async () => {
    await start({});
    const fault = Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 });
    const opened = await open();
    const claim = jest.spyOn(Object.getPrototypeOf(test.service.context.chunks), 'claim');
    claim.mockRejectedValueOnce(fault);
    await expect(test.as('alice').sendChunks({ body: framesOf(sentFiles(FILES)) }, opened)).rejects.toMatchObject({
      status: 507,
      code: 'disk-full'
    });
    claim.mockRestore();
    await expect(fill(test.as('alice'), opened, FILES)).resolves.toMatchObject({ files: 1 });
    expect(died).toEqual([]);
  });

  it.each([
    ['less than two gigabytes', { free: 1.9e9, total: 10e9 }],
    ['less than a twentieth', { free: 4e9, total: 100e9 }]
  ])('is nothing with %s free', async (_, space) => {
    let now = ROOMY;
    await start({ space: async () => now });
    const opened = await open();
    const sealed = await fill(test.as('alice'), opened, FILES);
    now = space;
    test.clock.pass(2000);
    const refusal = { status: 507, code: 'disk-full' };
    await expect(open()).rejects.toMatchObject(refusal);
    const { decision } = await import('./publish');
    const params = { draft: opened.draft.id };
    await expect(test.as('alice').publishDraft({ params, body: decision(sealed) })).rejects.toMatchObject(refusal);
    now = ROOMY;
    test.clock.pass(2000);
    await expect(test.as('alice').publishDraft({ params, body: decision(sealed) })).resolves.toMatchObject({
      label: '1.0.0'
    });
  });

  it('takes batches that arrive together in one pack', async () => {
    await start({});
    const opened = await open();
    const files = Array.from({ length: 12 }, (_, index) => sentFile(`${index}.bin`, noise(2000, index + 1)));
    await Promise.all(files.map(file => test.as('alice').sendChunks({ body: framesOf([file]) }, opened)));
    const packs = await test.service.context.records.db.selectFrom('pack').selectAll().execute();
    expect(packs.length).toBeLessThan(files.length);
    await expect(test.as('alice').getDraft({ params: { draft: opened.draft.id } })).resolves.toMatchObject({
      received: 24_000
    });
  });
});
