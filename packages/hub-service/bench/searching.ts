// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { DatabaseSync } from 'node:sqlite';
import type { ISearchEngine } from '../src/search/engine.ts';
import { FIELDS, WEIGHTS } from '../src/search/fields.ts';
import { Searcher } from '../src/search/searcher.ts';
import type { Corpus } from './corpus.ts';
import type { Sample } from './measure.ts';
import { quantile, spread, timed } from './measure.ts';
import type { Row } from './row.ts';

const QUERIES = 60;
const ROUNDS = 5;
const asker = { person: 'p-bob', username: 'bob', groups: [], canReadOwn: true };

/** Queries by how much they find. */
export type Queries = { common: string[]; two: string[]; rare: string[] };

/** Raw FTS5: the best 20 and the count. */
export class RawSearch {
  private readonly _database: DatabaseSync;
  private readonly _top;
  private readonly _count;

  constructor(path: string) {
    this._database = new DatabaseSync(path, { readOnly: true });
    this._database.exec('pragma cache_size = -65536');
    const weights = FIELDS.map(field => WEIGHTS[field]).join(', ');
    this._top = this._database.prepare(
      `select rowid from words where words match ? order by bm25(words, ${weights}) limit 20`
    );
    this._count = this._database.prepare('select count(*) as found from words where words match ?');
  }

  count(query: string): number {
    return Number(this._count.get(query)?.found);
  }

  search(query: string): void {
    this._top.all(query);
    this.count(query);
  }

  close(): void {
    this._database.close();
  }
}

/** Chooses words that stand in 10 to 30 % of the rows, pairs of them, and rare ones. */
export function chooseQueries(corpus: Corpus, raw: RawSearch): Queries {
  const share = (rank: number): number => raw.count(corpus.word(rank)) / corpus.size;
  const ranks = Array.from({ length: 2000 }, (_, rank) => rank + 1);
  const common = ranks.filter(rank => share(rank) > 0.1 && share(rank) < 0.3).map(rank => corpus.word(rank));
  const some = common.slice(0, QUERIES);
  return {
    common: some,
    two: some.map((word, index) => `${word} ${corpus.word(40 + index * 7)}`),
    rare: Array.from({ length: QUERIES }, (_, index) => corpus.word(9000 + index * 31))
  };
}

/** P3 and P4: whole searches against raw FTS5, query by query in turn. */
export async function measureSearching(engine: ISearchEngine, raw: RawSearch, queries: Queries): Promise<Row[]> {
  const searcher = new Searcher(engine);
  await searcher.refresh();
  const whole = async (q: string): Promise<void> => {
    await searcher.refresh();
    await searcher.search({ query: { q }, asker, among: null });
  };
  const ours: Sample[] = [];
  const theirs: Sample[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const mine: Sample[] = [];
    const bare: Sample[] = [];
    for (const q of queries.common) {
      bare.push(await timed(() => raw.search(q)));
      mine.push(await timed(() => whole(q)));
    }
    // The first round fills the caches.
    if (round > 0) {
      ours.push(...mine);
      theirs.push(...bare);
      ratios.push(cpuOf(mine) / cpuOf(bare));
    }
  }
  const two: number[] = [];
  const rare: number[] = [];
  for (const [list, times] of [
    [queries.two, two],
    [queries.rare, rare]
  ] as const) {
    for (const q of list) {
      await whole(q);
      times.push((await timed(() => whole(q))).wall);
    }
  }
  const walls = ours.map(sample => sample.wall);
  const ratio = quantile(ratios, 0.5);
  const isQuick = quantile(walls, 0.5) <= 25 && quantile(walls, 0.95) <= 80;
  return [
    {
      gate: 'P3',
      what: 'whole search, common word ÷ raw FTS5 top 20 + count, CPU',
      ours: `${quantile(cpuOfEach(ours), 0.5).toFixed(2)} ms`,
      peer: `${quantile(cpuOfEach(theirs), 0.5).toFixed(2)} ms`,
      ratio: ratio.toFixed(2),
      bound: '≤ 1.5',
      isKept: ratio <= 1.5
    },
    {
      gate: 'P3',
      what: 'the same, p50 / p95',
      ours: `${spread(walls)} ms`,
      peer: `${spread(theirs.map(sample => sample.wall))} ms`,
      ratio: '',
      bound: '≤ 25 / 80 ms',
      isKept: isQuick
    },
    {
      gate: 'P4',
      what: 'two words, p50 / p95',
      ours: `${spread(two)} ms`,
      peer: '',
      ratio: '',
      bound: '≤ 20 ms',
      isKept: quantile(two, 0.95) <= 20
    },
    { gate: '', what: 'rare word, p50 / p95', ours: `${spread(rare)} ms`, peer: '', ratio: '', bound: '', isKept: null }
  ];
}

function cpuOfEach(samples: readonly Sample[]): number[] {
  return samples.map(sample => sample.cpu);
}

function cpuOf(samples: readonly Sample[]): number {
  return samples.reduce((sum, sample) => sum + sample.cpu, 0);
}
