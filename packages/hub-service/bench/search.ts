// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * Measures the gates of search on 100,000 generated works against raw FTS5, in one run:
 * `node --conditions=atrium-source packages/hub-service/bench/search.ts [works]`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INDEX_VERSION } from '../src/search/place.ts';
import { SqliteIndex } from '../src/search/sqlite-index.ts';
import { SqliteSearch } from '../src/search/sqlite-search.ts';
import { Corpus } from './corpus.ts';
import { measureFindable, measureIndexing } from './indexing.ts';
import { print } from './measure.ts';
import { measureOthers } from './others.ts';
import { RawSearch, chooseQueries, measureSearching } from './searching.ts';

const corpus = new Corpus(Number(process.argv[2] ?? 100_000));
const folder = mkdtempSync(join(tmpdir(), 'atrium-bench-'));
const path = join(folder, 'search.db');
const rawPath = join(folder, 'raw.db');

try {
  const writer = new SqliteIndex(path, INDEX_VERSION);
  const indexing = await measureIndexing(corpus, writer, rawPath);
  const engine = SqliteSearch.open(path);
  const raw = new RawSearch(rawPath);
  const queries = chooseQueries(corpus, raw);
  const searching = await measureSearching(engine, raw, queries);
  raw.close();
  await writer.close();
  const others = await measureOthers(folder, queries.common);
  const again = new SqliteIndex(path, INDEX_VERSION);
  const findable = await measureFindable(corpus, again, engine);
  await again.close();
  await engine.close();
  print([...searching, ...others, indexing, findable]);
} finally {
  rmSync(folder, { recursive: true });
}
