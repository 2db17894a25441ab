// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * Measures the gates of search on 100,000 generated works against raw FTS5, in one run:
 * `node --conditions=atrium-source packages/hub-service/bench/search.ts [works] [postgres://…]`. The database given is
 * filled; without one, PostgreSQL is left out.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INDEX_VERSION } from '../src/search/place.ts';
import { SqliteIndex } from '../src/search/sqlite-index.ts';
import { SqliteSearch } from '../src/search/sqlite-search.ts';
import { Corpus } from './corpus.ts';
import { measureFindable, measureIndexing } from './indexing.ts';
import { measureOthers } from './others.ts';
import { measurePostgres } from './postgres.ts';
import { IS_QUICK, report } from './row.ts';
import { RawSearch, chooseQueries, measureSearching } from './searching.ts';

const [, , size = IS_QUICK ? '20000' : '100000', url = process.env.ATRIUM_BENCH_POSTGRES] = process.argv;
const corpus = new Corpus(Number(size));
const folder = mkdtempSync(join(tmpdir(), 'atrium-bench-'));
const path = join(folder, 'search.db');
const rawPath = join(folder, 'raw.db');

try {
  const writer = new SqliteIndex(path, INDEX_VERSION);
  report(await measureIndexing(corpus, writer, rawPath));
  const engine = SqliteSearch.open(path);
  report(await measureFindable(corpus, writer, engine));
  const raw = new RawSearch(rawPath);
  const queries = chooseQueries(corpus, raw);
  (await measureSearching(engine, raw, queries)).forEach(report);
  raw.close();
  if (url) {
    report(await measurePostgres(url, corpus, path, queries.common));
  }
  await engine.close();
  // The service's records below know of no change; an index that does would be thrown away.
  await writer.index({ works: [], gone: [], applied: 0, isErasing: false });
  await writer.close();
  report(await measureOthers(folder, queries.common));
} finally {
  rmSync(folder, { recursive: true });
}
