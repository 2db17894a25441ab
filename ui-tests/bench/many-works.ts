// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Card } from '@jupyter-atrium/api';
import { readEnv, runService } from '@jupyter-atrium/hub-service';
import { randomOf } from '../../packages/hub-service/bench/chance.ts';

/** Stands in the summary of every work. */
export const COMMON_WORD = 'observed';
const WORDS =
  'ocean model tide glacier river galaxy spectrum orbit neuron enzyme market census grammar lattice fluid'.split(' ');
const TAGS = 'statistics oceanography biology physics economics linguistics teaching'.split(' ');
const LANGUAGES = ['python', 'python', 'python', 'r', 'julia'];
const PEOPLE = 50;
const START = Date.UTC(2026, 0, 1);
const HOUR_MS = 3_600_000;

/** Fills a service's data with works that anybody on the hub may read, and builds the index. */
export async function fill(data: string, count: number): Promise<void> {
  mkdirSync(data, { recursive: true });
  await withService(data, async () => undefined);
  write(data, count);
  await withService(data, caughtUp => caughtUp());
}

async function withService(data: string, act: (caughtUp: () => Promise<void>) => Promise<void>): Promise<void> {
  const env = {
    ATRIUM_SECRET: 'secret-of-the-bench',
    ATRIUM_DATA: data,
    ATRIUM_LISTEN: `unix:${join(data, 'socket')}`
  };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const { context, stop } = await runService(readEnv(env, '0.0.0'), { log });
  await act(() => context.search.caughtUp());
  await stop();
}

function write(data: string, count: number): void {
  const database = new DatabaseSync(join(data, 'atrium.db'));
  const person = database.prepare(
    'insert into person (id, username, name, created_at, seen_at) values (?, ?, ?, 0, 0)'
  );
  const work = database.prepare(
    `insert into work (id, owner, audience, state, release, releases, copies, created_at, updated_at)
     values (?, ?, 'hub', 'live', ?, 1, ?, ?, ?)`
  );
  const release = database.prepare(
    `insert into release (id, work, seq, label, manifest, crate, url, files_digest, created_at, by, note, files, bytes, state, card)
     values (?, ?, 1, '1.0.0', ?, '', '', '', ?, ?, '', 0, 0, 'live', ?)`
  );
  const change = database.prepare('insert into search_change (work) values (?)');
  const random = randomOf(7);
  database.exec('begin');
  for (let index = 0; index < PEOPLE; index++) {
    person.run(idOf('person', index), `person-${index}`, `Person ${index}`);
  }
  for (let index = 0; index < count; index++) {
    const [id, owner, at] = [idOf('work', index), idOf('person', index % PEOPLE), START + index * HOUR_MS];
    work.run(id, owner, idOf('release', index), Math.floor(200 ** random()) - 1, at, at);
    const manifest = `sha256:${hash('sha256', id)}`;
    release.run(idOf('release', index), id, manifest, at, owner, JSON.stringify(cardOf(index, random)));
    change.run(id);
  }
  database.exec('commit');
  database.close();
}

function cardOf(index: number, random: () => number): Card {
  const pick = (among: readonly string[]): string => among[Math.floor(random() * among.length)] ?? '';
  const words = Array.from({ length: 5 }, () => pick(WORDS)).join(' ');
  return {
    title: `${words.charAt(0).toUpperCase()}${words.slice(1)} ${index}`,
    summary: `What was ${COMMON_WORD} of the ${pick(WORDS)}, and how it is told from the ${pick(WORDS)}.`,
    authors: [{ name: `Person ${index % PEOPLE}` }],
    licence: 'CC-BY-4.0',
    tags: [pick(TAGS), pick(TAGS)].filter((tag, at, all) => all.indexOf(tag) === at),
    inLanguage: ['en'],
    entry: null,
    needs: { language: pick(LANGUAGES), kernel: null, packages: ['numpy'], environment: [] },
    cover: null
  };
}

/** Looks like a UUIDv7, and sorts by number. */
function idOf(kind: 'person' | 'work' | 'release', index: number): string {
  const first = { person: '0', work: '1', release: '2' }[kind];
  return `0000000${first}-0000-7000-8000-${index.toString(16).padStart(12, '0')}`;
}
