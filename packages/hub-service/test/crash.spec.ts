// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Work } from '@jupyter-atrium/api';
import type { Client } from '@jupyter-atrium/client';
import { createClient } from '@jupyter-atrium/client';
import { openService } from '../src/service';
import { type Program, buildProgram, startProgram } from './program';
import { digestsOf, fetchAll, noise, publish } from './publish';
import { socketFetch } from './socket-fetch';

const ROUNDS = process.env.ATRIUM_DEEP ? 100 : 3;
const PUBLISHERS = 3;
const SECRET = 'secret-of-the-crash-spec';

jest.setTimeout(60_000 + ROUNDS * 30_000);

/** What was acknowledged, with what was published. */
type Acknowledged = { work: Work; files: Record<string, Uint8Array> };

let folder: string;
let program: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'atrium-crash-'));
  program = buildProgram(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it(`keeps what it acknowledged, whole and once, through ${ROUNDS} crashes`, async () => {
  const acknowledged: Acknowledged[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const service = await startProcess();
    await expectWhole(service.client, acknowledged);
    await publishUntilKilled(service, acknowledged, 1 + (round % 4));
  }
  const last = await startProcess();
  await expectWhole(last.client, acknowledged);
  await last.kill();
  expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS);
  await expectSound();
});

let running: Program | null = null;
afterEach(() => void running?.child.kill('SIGKILL'));

type Running = { client: Client; kill: () => Promise<void> };

async function startProcess(): Promise<Running> {
  const socket = join(folder, 'socket');
  running = await startProgram(program, {
    ATRIUM_SECRET: SECRET,
    ATRIUM_DATA: join(folder, 'data'),
    ATRIUM_LISTEN: `unix:${socket}`
  });
  const fetch = socketFetch(socket, { 'x-atrium-secret': SECRET });
  return {
    client: createClient({ base: '/', fetch, newKey: randomUUID }),
    kill: running.kill
  };
}

/** Several people publish at once; the process dies right after one more is acknowledged, while others are under way. */
async function publishUntilKilled(
  { client, kill }: Running,
  acknowledged: Acknowledged[],
  more: number
): Promise<void> {
  const enough = acknowledged.length + more;
  let isKilled = false;
  const work = async (publisher: number): Promise<void> => {
    for (let count = 0; !isKilled; count++) {
      const seed = acknowledged.length * 100 + publisher * 10 + count;
      const files = { 'own.bin': noise(90_000 + 1000 * publisher, seed + 1), 'shared.bin': noise(80_000) };
      const published = await publish(client, files).catch(() => null);
      if (published) {
        acknowledged.push({ work: published, files });
      }
      if (acknowledged.length >= enough && !isKilled) {
        isKilled = true;
        await kill();
      }
      await setImmediate();
    }
  };
  await Promise.all(Array.from({ length: PUBLISHERS }, (_, publisher) => work(publisher)));
}

/** Everything acknowledged is there once, and everything that is there is whole. */
async function expectWhole(client: Client, acknowledged: readonly Acknowledged[]): Promise<void> {
  const { published } = await client.listMine();
  const ids = published.map(work => work.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { work, files } of acknowledged) {
    expect(ids).toContain(work.id);
    await expect(fetchAll(client, work.id)).resolves.toEqual(digestsOf(files));
  }
  for (const work of published.filter(each => !acknowledged.some(known => known.work.id === each.id))) {
    const { entries } = await client.getRelease({ params: { work: work.id, label: work.label } });
    const whole = await fetchAll(client, work.id);
    expect(whole).toEqual(Object.fromEntries(entries.map(entry => [entry.path, entry.digest])));
  }
}

/** Every pack is what its name says, and every chunk is where the records say. */
async function expectSound(): Promise<void> {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const { context, stop } = await openService(
    {
      version: '0.0.0',
      listen: { socket: join(folder, 'none') },
      prefix: '/',
      publicUrl: null,
      data: join(folder, 'data'),
      databaseUrl: null,
      hubName: 'This computer',
      contact: null,
      trustedProxies: [],
      patterns: [],
      peers: { rules: [], proxy: null },
      access: { kind: 'solo', secret: SECRET, username: 'me' }
    },
    { log }
  );
  await expect(context.content.collector.scrub(10_000)).resolves.toEqual([]);
  await expect(context.content.rebuild()).resolves.toMatchObject({ broken: 0 });
  await expect(context.audit.firstBroken()).resolves.toBeNull();
  await stop();
}
