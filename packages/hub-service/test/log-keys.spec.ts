// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { rmSync, statSync } from 'node:fs';
import {
  makeSigner,
  newSeed,
  parseNote,
  parseVkey,
  recoveryName,
  verifyCheckpoint,
  verifyStatement,
  vkeyDigest
} from '../src/log/format/index';
import { openGeneration } from '../src/log/generations';
import { rotateKey } from '../src/log/rotation';
import { fetchTree, joinNetwork, linesOf, publishedEntries, verifyServed } from './network';
import { publish } from './publish';
import { startService, type TestService } from './service';

const FILES = { 'a.txt': 'ice' };
const DAY_MS = 24 * 3_600_000;
const HUB = 'hub-a.example/services/atrium';
const ORIGIN = `${HUB}/fed/1/log/1`;

let test: TestService;
beforeEach(async () => {
  test = await startService();
});
afterEach(() => test.stop());

async function keysNow(): Promise<string[]> {
  return [...((await test.service.context.entries.head())?.vkeys ?? [])];
}

async function rotate(): Promise<void> {
  const { context } = test.service;
  await context.change(stores => rotateKey(context, stores));
  await context.hubLog.publish();
}

describe('the key of the log', () => {
  it('lies in a file that only the service can read', async () => {
    await joinNetwork(test);
    expect(statSync(test.service.context.keys.path).mode & 0o777).toBe(0o600);
  });

  it('is replaced: both sign from the first checkpoint that says so', async () => {
    await joinNetwork(test);
    const [old = ''] = await keysNow();
    await rotate();
    const [, next = ''] = await keysNow();
    const { bytes } = await fetchTree(test, 'log/1/checkpoint');
    expect(parseNote(bytes).signatures).toHaveLength(2);
    for (const key of [old, next]) {
      expect(verifyCheckpoint(bytes, ORIGIN, [parseVkey(key)]).origin).toBe(ORIGIN);
    }
  });

  it('keeps the checkpoint at which it was replaced, and names it in hub.json', async () => {
    await joinNetwork(test);
    const [old = ''] = await keysNow();
    await rotate();
    const { logs } = JSON.parse((await fetchTree(test, 'hub.json')).bytes.toString()) as {
      logs: { rotations: number[]; vkeys: string[] }[];
    };
    const [size = 0] = logs[0]?.rotations ?? [];
    expect(logs[0]).toMatchObject({ rotations: [size], vkeys: await keysNow() });
    const kept = await fetchTree(test, `log/1/rotations/${size}`);
    expect(verifyCheckpoint(kept.bytes, ORIGIN, [parseVkey(old)]).size).toBe(size);
  });

  it('signs alone after thirty days, and the old one is deleted', async () => {
    await joinNetwork(test);
    const [old = ''] = await keysNow();
    await rotate();
    test.clock.pass(29 * DAY_MS);
    await test.service.context.hubLog.publish();
    expect(await keysNow()).toHaveLength(2);
    test.clock.pass(2 * DAY_MS);
    await test.service.context.hubLog.publish();
    const keys = await keysNow();
    expect(keys).toHaveLength(1);
    expect(keys).not.toContain(old);
    expect(test.service.context.keys.read()).toHaveLength(1);
    expect((await verifyServed(test)).faults).toEqual([]);
  });

  it('is not replaced twice at once', async () => {
    await joinNetwork(test);
    await rotate();
    const { context } = test.service;
    await expect(context.change(stores => rotateKey(context, stores))).rejects.toThrow('already');
  });

  it('is needed: without it nothing is signed, and the health page says so', async () => {
    await joinNetwork(test);
    rmSync(test.service.context.keys.path);
    await publish(test.as('alice'), FILES, { audience: 'network' });
    await test.service.context.hubLog.publish();
    expect(test.service.context.hubLog.status).toMatchObject({ kind: 'stopped' });
    expect((await fetchTree(test, 'log/1/checkpoint')).bytes.toString()).toContain('\n1\n');
  });
});

describe('a new generation', () => {
  it('re-publishes works and tombstones, and says who opened it', async () => {
    await joinNetwork(test);
    const [old = ''] = await keysNow();
    const alice = test.as('alice');
    await publish(alice, FILES, { audience: 'network' });
    const gone = await publish(alice, FILES, { audience: 'network' });
    await alice.withdrawWork({
      params: { work: gone.id },
      body: { label: null, scope: 'erase', category: 'author', reason: '' }
    });
    await publishedEntries(test);
    const { context } = test.service;
    await context.change(stores => openGeneration(context, stores, { kind: 'log' }));
    expect(linesOf(await publishedEntries(test, 2))).toEqual(['hub', 'withdraw erase author', 'publish 1.0.0']);
    const { bytes } = await fetchTree(test, 'generations/2');
    const trust = { hubId: HUB, logKeys: [parseVkey(old)], recovery: null };
    expect(verifyStatement(bytes, trust)).toMatchObject({ generation: 2, signedBy: 'log' });
    expect((await fetchTree(test, 'log/1/checkpoint')).status).toBe(404);
    expect((await verifyServed(test)).faults).toEqual([]);
  });

  it('keeps that a single release was erased', async () => {
    await joinNetwork(test);
    const alice = test.as('alice');
    const { id } = await publish(alice, FILES, { audience: 'network' });
    await publish(alice, { 'a.txt': 'more' }, { work: id, audience: 'network' });
    await alice.withdrawWork({ params: { work: id }, body: { label: '1.0.0', scope: 'erase', reason: '' } });
    const { context } = test.service;
    await context.change(stores => openGeneration(context, stores, { kind: 'log' }));
    expect(linesOf(await publishedEntries(test, 2))).toEqual(['hub', 'withdraw 1.0.0 erase other', 'publish 1.1.0']);
  });

  it('is opened by the recovery key when the log’s key is lost', async () => {
    const recovery = await joinNetwork(test);
    await publish(test.as('alice'), FILES, { audience: 'network' });
    const { context } = test.service;
    rmSync(context.keys.path);
    const next = makeSigner(recoveryName(HUB), newSeed()).vkey;
    await context.change(stores => openGeneration(context, stores, { kind: 'recovery', signer: recovery, next }));
    expect(linesOf(await publishedEntries(test, 2))).toEqual(['hub', 'publish 1.0.0']);
    const { bytes } = await fetchTree(test, 'generations/2');
    const trust = { hubId: HUB, logKeys: [], recovery: vkeyDigest(recovery.vkey) };
    expect(verifyStatement(bytes, trust)).toMatchObject({ signedBy: 'recovery', recovery: vkeyDigest(next) });
  });

  it('is not opened by another key', async () => {
    await joinNetwork(test);
    const { context } = test.service;
    const other = makeSigner(recoveryName(HUB), newSeed());
    const open = context.change(stores =>
      openGeneration(context, stores, { kind: 'recovery', signer: other, next: other.vkey })
    );
    await expect(open).rejects.toThrow('not the recovery key');
  });
});
