// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { joinNetwork } from '../../hub-service/test/network';
import { publish } from '../../hub-service/test/publish';
import { startService, type TestService } from '../../hub-service/test/service';
import { writeRecoveryKey } from '../../hub-service/src/log/format/recovery-key';
import { newSeed } from '../../hub-service/src/log/format/signer';
import { run } from '../src/run';
import { answering, fetchFrom, HUB, makeWorld, type TestWorld } from './world';

const NEWEST = { name: 'Ocean Hub', hub: 'hub-a.example/services/atrium', works: 1, releases: 1 };

let test: TestService;
let world: TestWorld;
let recoverySeed: Uint8Array;
beforeEach(async () => {
  test = await startService();
  recoverySeed = newSeed();
  await joinNetwork(test, recoverySeed);
  await publish(test.as('alice'), { 'a.txt': 'ice' }, { audience: 'network' });
  await test.service.context.hubLog.publish();
  world = makeWorld({ fetch: fetchFrom(test) });
  world.env = { ...world.env, ATRIUM_DATA: test.data };
});
afterEach(async () => {
  world.clean();
  await test.stop();
});

function report(): Record<string, unknown> {
  return JSON.parse(world.printed.at(-1) ?? '') as Record<string, unknown>;
}

describe('verify', () => {
  it('proves the log of a hub by the address of its Atrium, or of the hub', async () => {
    expect(await run(['verify', HUB], world)).toBe(0);
    expect(world.printed).toEqual([
      'Ocean Hub (hub-a.example/services/atrium), generation 1',
      expect.stringMatching(/^Key: {5}([a-z2-7]{4} ?){8}$/) as string,
      'Holds:   2 entries, 1 work, 1 release, 1 card, 0 key changes',
      'Everything is as it was signed.'
    ]);
    expect(await run(['verify', 'https://hub-a.example', '--json'], world)).toBe(0);
    expect(report()).toMatchObject({ ...NEWEST, cards: 1, faults: [] });
  });

  it('finds the Atrium of a JupyterHub that redirects what it does not know', async () => {
    const ask = fetchFrom(test);
    world.fetch = async (address, init) =>
      new URL(address).pathname.startsWith('/fed/')
        ? new Response(null, { status: 302, headers: { location: '/hub/' } })
        : ask(address, init);
    expect(await run(['verify', 'https://hub-a.example/'], world)).toBe(0);
  });

  it('proves a folder of files, and says what is not in it', async () => {
    expect(await run(['verify', test.data, '--json'], world)).toBe(0);
    expect(report()).toMatchObject({
      ...NEWEST,
      cards: 0,
      faults: [],
      notes: ['Cards that are not among these files, and were not checked: 1.']
    });
  });

  it('ends with 1 and says where something was changed', async () => {
    const bundle = join(test.data, 'fed/1/log/1/tile/entries/000.p/2');
    const bytes = readFileSync(bundle);
    bytes[bytes.length - 4] = (bytes.at(-4) ?? 0) ^ 1;
    writeFileSync(bundle, bytes);
    expect(await run(['verify', HUB], world)).toBe(1);
    expect(world.printed.join('\n')).toMatch(
      /^Wrong: {3}checkpoint: The root that was signed is not that of the entries/m
    );
  });

  it('wants the fingerprint of a log that is served elsewhere', async () => {
    const elsewhere = 'https://mirror.example/services/atrium/';
    expect(await run(['verify', elsewhere], world)).toBe(1);
    expect(world.printed.join()).toContain('served at another address');
    await run(['verify', HUB, '--json'], world);
    expect(await run(['verify', elsewhere, '--fingerprint', String(report().fingerprint)], world)).toBe(0);
  });

  it('says that there is no hub', async () => {
    expect(await run(['verify', 'https://hub-a.example/other/'], world)).toBe(1);
    expect(world.reported).toEqual(['There is no hub that takes part in the network at https://hub-a.example/other/.']);
    expect(await run(['verify', 'nothing'], world)).toBe(1);
    expect(await run(['verify'], world)).toBe(2);
  });
});

describe('hub', () => {
  it('rotates the key beside the running service', async () => {
    expect(await run(['hub', 'rotate', '--json'], world)).toBe(0);
    const { fingerprint } = report();
    await test.service.context.hubLog.publish();
    expect(await run(['verify', HUB, '--fingerprint', String(fingerprint)], world)).toBe(0);
    expect(await run(['hub', 'rotate'], world)).toBe(1);
    expect(world.reported.at(-1)).toContain('being replaced already');
  });

  it('recovers with the printed key, and prints the next one', async () => {
    answering(world, writeRecoveryKey(recoverySeed).toUpperCase());
    expect(await run(['hub', 'recover', '--json'], world)).toBe(0);
    expect(report()).toMatchObject({ generation: 2 });
    expect(report().recoveryKey).toMatch(/^([a-z2-7]{4} ){13}[a-z2-7]{4}$/);
    await test.service.context.hubLog.publish();
    expect(await run(['verify', HUB, '--json'], world)).toBe(0);
    expect(report()).toMatchObject({ ...NEWEST, generation: 2, faults: [] });
  });

  it('refuses a mistyped recovery key, and that of another hub', async () => {
    answering(world, 'aaaa bbbb');
    expect(await run(['hub', 'recover'], world)).toBe(1);
    expect(world.reported.at(-1)).toContain('mistyped');
    answering(world, writeRecoveryKey(newSeed()));
    expect(await run(['hub', 'recover'], world)).toBe(1);
    expect(world.reported.at(-1)).toContain('not the recovery key of this hub');
  });

  it('begins a new log with the key that is still here', async () => {
    expect(await run(['hub', 'recover', '--own-key', '--json'], world)).toBe(0);
    expect(report()).toMatchObject({ generation: 2, recoveryKey: null });
  });

  it('makes no new service where there is none', async () => {
    world.env = { ...world.env, ATRIUM_DATA: join(world.home, 'elsewhere') };
    expect(await run(['hub', 'rotate'], world)).toBe(1);
    expect(world.reported.at(-1)).toContain('There is no service’s data in');
    expect(existsSync(join(world.home, 'elsewhere'))).toBe(false);
  });

  it('knows no other act', async () => {
    expect(await run(['hub', 'forget'], world)).toBe(2);
    expect(await run(['hub'], world)).toBe(2);
  });
});
