// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@jupyter-atrium/client';
import { createClient } from '@jupyter-atrium/client';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { type Program, buildProgram, startProgram } from './program';
import type { Page } from './room';
import { enter, startRoom, until } from './room';
import { socketFetch } from './socket-fetch';

const ROUNDS = process.env.ATRIUM_DEEP ? 100 : 3;
const PEOPLE = 3;
/** Words acknowledged before the service is killed; a few more are under way then. */
const WORDS = 40;
const SECRET = 'secret-of-the-room-crash-spec';

jest.setTimeout(60_000 + ROUNDS * 30_000);

let folder: string;
let program: string;
let running: Program | null = null;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'atrium-room-crash-'));
  program = buildProgram(folder);
});
afterEach(() => void running?.child.kill('SIGKILL'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Somebody who types words with their number into a cell of their own. */
type Writer = { doc: Y.Doc; page: Page; typed: number; acknowledged: number };

it(`loses and doubles no word it acknowledged, through ${ROUNDS} crashes while ${PEOPLE} people type`, async () => {
  let client = await start();
  const { id } = await startRoom(client, ...Array.from({ length: PEOPLE }, () => ''));
  const docs = Array.from({ length: PEOPLE }, () => new Y.Doc());
  const counts = docs.map(() => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const writers = await Promise.all(docs.map((doc, index) => writerOf(client, id, doc, counts[index] ?? 0)));
    await typeUntilKilled(writers);
    client = await start();
    const reader = await enterRoom(client, id, new Y.Doc());
    writers.forEach((writer, index) => {
      // What was not acknowledged may be there too, but nothing twice, and nothing after a gap.
      const words = wordsOf(reader.source(index));
      expect(words).toEqual(Array.from(words, (_, at) => at));
      expect(words.length).toBeGreaterThanOrEqual(writer.acknowledged);
      counts[index] = writer.typed;
    });
    await expectEqual(client, id, docs, counts);
    reader.leave();
  }
  await running?.kill();
});

const socket = (): string => join(folder, 'socket');

async function start(): Promise<Client> {
  running = await startProgram(program, {
    ATRIUM_SECRET: SECRET,
    ATRIUM_DATA: join(folder, 'data'),
    ATRIUM_LISTEN: `unix:${socket()}`
  });
  return createClient({ base: '/', fetch: socketFetch(socket(), { 'x-atrium-secret': SECRET }), newKey: randomUUID });
}

function enterRoom(client: Client, room: string, doc: Y.Doc): Promise<Page> {
  const Socket = class extends WebSocket {
    constructor() {
      super(`ws+unix:${socket()}:/rooms/socket`, {
        origin: 'http://localhost',
        headers: { 'x-atrium-secret': SECRET }
      });
    }
  } as typeof WebSocket;
  return enter('ws://localhost/rooms/socket', client, room, { doc, Socket });
}

async function writerOf(client: Client, room: string, doc: Y.Doc, typed: number): Promise<Writer> {
  return { doc, page: await enterRoom(client, room, doc), typed, acknowledged: typed };
}

/** All type as fast as they are acknowledged, some words ahead. */
async function typeUntilKilled(writers: readonly Writer[]): Promise<void> {
  let left = WORDS;
  const ended = running ? once(running.child, 'exit') : Promise.resolve();
  writers.forEach((writer, index) => {
    const type = (): void => {
      writer.page.type(index, `${writer.typed} `);
      writer.typed += 1;
    };
    writer.page.provider.on('unsyncedChanges', ({ number }: { number: number }) => {
      const acknowledged = writer.typed - number;
      if (left > 0 && acknowledged > writer.acknowledged) {
        left -= acknowledged - writer.acknowledged;
        writer.acknowledged = acknowledged;
        if (left <= 0) {
          running?.child.kill('SIGKILL');
        }
        type();
      }
    });
    [1, 2, 3].forEach(type);
  });
  await ended;
  writers.forEach(({ page }) => page.leave());
}

/** Everybody comes again with what they have: all that was typed is there once, and the same for all. */
async function expectEqual(
  client: Client,
  room: string,
  docs: readonly Y.Doc[],
  counts: readonly number[]
): Promise<void> {
  const pages = await Promise.all(docs.map(doc => enterRoom(client, room, doc)));
  await Promise.all(pages.map(page => page.saved()));
  const isWhole = (page: Page): boolean => counts.every((count, index) => wordsOf(page.source(index)).length === count);
  await Promise.all(pages.map(page => until(page.doc, () => isWhole(page))));
  for (const page of pages) {
    counts.forEach((count, index) =>
      expect(wordsOf(page.source(index))).toEqual(Array.from({ length: count }, (_, at) => at))
    );
    expect(page.doc.getArray('cells').toJSON()).toEqual(docs[0]?.getArray('cells').toJSON());
    page.leave();
  }
}

function wordsOf(source: string): number[] {
  return source.split(' ').filter(Boolean).map(Number);
}
