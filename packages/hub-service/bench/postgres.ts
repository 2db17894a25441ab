// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Indexer } from '../src/search/indexer.ts';
import { INDEX_VERSION } from '../src/search/place.ts';
import { PostgresIndex } from '../src/search/postgres-index.ts';
import { PostgresSearch } from '../src/search/postgres-search.ts';
import { Searcher } from '../src/search/searcher.ts';
import { SqliteSearch } from '../src/search/sqlite-search.ts';
import type { Corpus } from './corpus.ts';
import { quantile, spread, timed } from './measure.ts';
import type { Row } from './row.ts';

const asker = { person: 'p-bob', username: 'bob', groups: [], canReadOwn: true };
const ROUNDS = 3;

/** P5: whole searches for common words on PostgreSQL against the same on SQLite, query by query in turn. */
export async function measurePostgres(
  url: string,
  corpus: Corpus,
  path: string,
  queries: readonly string[]
): Promise<Row> {
  const writer = await PostgresIndex.open(url, 'search', INDEX_VERSION);
  const indexer = new Indexer({ writer, changes: corpus, documents: corpus, texts: corpus });
  for (let after: string | null = ''; after !== null;) {
    after = await indexer.buildSome(after);
  }
  await writer.complete();
  await writer.purge(0);
  await writer.close();
  const engines = [SqliteSearch.open(path), new PostgresSearch(url)];
  const searchers = engines.map(engine => new Searcher(engine));
  const times: number[][] = [[], []];
  for (const searcher of searchers) {
    await searcher.refresh();
  }
  for (let round = 0; round <= ROUNDS; round++) {
    for (const q of queries) {
      for (const [index, searcher] of searchers.entries()) {
        const { wall } = await timed(() => searcher.search({ query: { q }, asker, among: null }));
        // The first round fills the caches.
        times[index]?.push(...(round > 0 ? [wall] : []));
      }
    }
  }
  await Promise.all(engines.map(engine => engine.close()));
  const [sqlite = [], postgres = []] = times;
  const ratio = quantile(postgres, 0.95) / quantile(sqlite, 0.95);
  return {
    gate: 'P5',
    what: 'common word on PostgreSQL ÷ on SQLite, p95',
    ours: `${spread(postgres)} ms`,
    peer: `${spread(sqlite)} ms`,
    ratio: ratio.toFixed(2),
    bound: '≤ 3; ≤ 60 ms',
    isKept: ratio <= 3 && quantile(postgres, 0.95) <= 60
  };
}
