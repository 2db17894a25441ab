// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { readEnv, runService } from '../src/index.ts';
import type { ISearch } from '../src/search/search.ts';
import { Searcher } from '../src/search/searcher.ts';
import { SqliteSearch } from '../src/search/sqlite-search.ts';
import { quantile } from './measure.ts';
import type { Row } from './row.ts';

const SECRET = 'secret-of-the-bench-0123456789';
const PORT = 18_431;
const ROUNDS = 2;

/** P6: what others wait for while 20 searches a second run, in threads and on the main thread in turn. */
export async function measureOthers(folder: string, queries: readonly string[]): Promise<Row> {
  const env = { ATRIUM_SECRET: SECRET, ATRIUM_DATA: folder, ATRIUM_LISTEN: `http://127.0.0.1:${PORT}` };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const { context, stop } = await runService(readEnv(env, '0.0.0'), { log });
  // One person stands for many here.
  context.rates.take = async () => undefined;
  await context.search.caughtUp();
  const threaded = context.search;
  const inline = await searchInline(join(folder, 'search.db'), threaded);
  const waits: Record<'threads' | 'main', number[]> = { threads: [], main: [] };
  for (let round = 0; round < ROUNDS; round++) {
    context.search = threaded;
    waits.threads.push(...(await load(queries)));
    context.search = inline;
    waits.main.push(...(await load(queries)));
  }
  context.search = threaded;
  await stop();
  const threads = quantile(waits.threads, 0.99);
  const main = quantile(waits.main, 0.99);
  const isKept = threads / main <= 0.4 && threads <= 15;
  return {
    gate: 'P6',
    what: 'p99 of other calls at 20 searches/s ÷ with search on the main thread',
    ours: `${threads.toFixed(1)} ms`,
    peer: `${main.toFixed(1)} ms`,
    ratio: (threads / main).toFixed(2),
    bound: '≤ 0.4; ≤ 15 ms',
    isKept
  };
}

async function searchInline(path: string, threaded: ISearch): Promise<ISearch> {
  const searcher = new Searcher(SqliteSearch.open(path));
  await searcher.refresh();
  return {
    applied: () => threaded.applied(),
    search: async request => {
      await searcher.refresh();
      return searcher.search(request);
    },
    wake: () => threaded.wake(),
    start: () => threaded.start(),
    caughtUp: () => threaded.caughtUp(),
    stop: () => threaded.stop()
  };
}

async function load(queries: readonly string[]): Promise<number[]> {
  const child = fork(new URL('load.ts', import.meta.url), [`http://127.0.0.1:${PORT}/api/v1`, SECRET, ...queries]);
  const failed = once(child, 'exit').then(() => Promise.reject(new Error('The load ended too soon.')));
  const [waits] = (await Promise.race([once(child, 'message'), failed])) as [number[]];
  return waits;
}
