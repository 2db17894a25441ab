// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { DatabaseSync } from 'node:sqlite';
import type { IIndexWriter, ISearchEngine } from '../src/search/engine.ts';
import { Indexer } from '../src/search/indexer.ts';
import { cardSegments, fieldTokens } from '../src/search/passages.ts';
import { Searcher } from '../src/search/searcher.ts';
import type { Corpus } from './corpus.ts';
import { quantile, spread, timed } from './measure.ts';
import type { Row } from './row.ts';

const SLICES = 10;
const BATCH = 50;
const PUBLISHED = 50;
const asker = { person: 'p-bob', username: 'bob', groups: [], canReadOwn: true };

/** P7: a tenth of the works by us, then the same words into a bare FTS5 table, and so on. */
export async function measureIndexing(corpus: Corpus, writer: IIndexWriter, rawPath: string): Promise<Row> {
  const indexer = new Indexer({ writer, changes: corpus, documents: corpus, texts: corpus });
  const raw = openRaw(rawPath);
  const ratios: number[] = [];
  const rates: number[] = [];
  const rawRates: number[] = [];
  const size = Math.ceil(corpus.size / SLICES);
  for (
    let after = '', works = await corpus.works(after, size);
    works.length > 0;
    works = await corpus.works(after, size)
  ) {
    corpus.prepare(works);
    const rows = await tokensOf(corpus, works);
    const start = after;
    const ours = await timed(async () => {
      let next: string | null = start;
      for (let count = 0; count < works.length && next !== null; count += BATCH) {
        next = await indexer.buildSome(next);
      }
    });
    const theirs = await timed(() => raw.insert(rows));
    ratios.push(theirs.cpu / ours.cpu);
    rates.push(works.length / (ours.cpu / 1000));
    rawRates.push(works.length / (theirs.cpu / 1000));
    after = works.at(-1) ?? '';
  }
  raw.close();
  await writer.complete();
  const ratio = quantile(ratios, 0.5);
  return {
    gate: 'P7',
    what: 'works indexed in a second of CPU ÷ raw FTS5 insert',
    ours: `${Math.round(quantile(rates, 0.5))} /s`,
    peer: `${Math.round(quantile(rawRates, 0.5))} /s`,
    ratio: ratio.toFixed(2),
    bound: '≥ 0.4',
    isKept: ratio >= 0.4
  };
}

/** P7: from a change of the records until a search finds it, without the way between threads. */
export async function measureFindable(corpus: Corpus, writer: IIndexWriter, engine: ISearchEngine): Promise<Row> {
  const indexer = new Indexer({ writer, changes: corpus, documents: corpus, texts: corpus });
  const searcher = new Searcher(engine);
  await searcher.refresh();
  const times: number[] = [];
  for (let count = 0; count < PUBLISHED; count++) {
    const work = String(corpus.size + count).padStart(7, '0');
    const { wall } = await timed(async () => {
      corpus.touch(work);
      await indexer.catchUp();
      await searcher.refresh();
      await searcher.search({ query: { q: corpus.word(20_000 + count) }, asker, among: null });
    });
    times.push(wall);
  }
  const worst = quantile(times, 0.95);
  return {
    gate: 'P7',
    what: 'published → found by a search, p50 / p95',
    ours: `${spread(times)} ms`,
    peer: '',
    ratio: '',
    bound: '≤ 50 ms',
    isKept: worst <= 50
  };
}

type Fields = readonly [names: string, prose: string, code: string, outputs: string];

async function tokensOf(corpus: Corpus, works: readonly string[]): Promise<Fields[]> {
  const documents = await corpus.of(works);
  const rows: Fields[] = [];
  for (const { card, files } of documents.values()) {
    for (const file of files) {
      const tokens = fieldTokens([...cardSegments(card), ...(await corpus.segments(file))]);
      const [names = '', prose = '', code = '', outputs = ''] = tokens.map(field => field.join(' '));
      rows.push([names, prose, code, outputs]);
    }
  }
  return rows;
}

function openRaw(path: string): { insert: (rows: readonly Fields[]) => void; close: () => void } {
  const database = new DatabaseSync(path);
  database.exec('pragma journal_mode = WAL; pragma synchronous = NORMAL; pragma cache_size = -65536');
  database.exec(
    "create virtual table words using fts5(names, prose, code, outputs, content='', contentless_delete=1, tokenize='ascii')"
  );
  const put = database.prepare('insert into words (names, prose, code, outputs) values (?, ?, ?, ?)');
  return {
    insert: rows => {
      for (let at = 0; at < rows.length; at += BATCH) {
        database.exec('begin');
        rows.slice(at, at + BATCH).forEach(row => put.run(...row));
        database.exec('commit');
      }
    },
    close: () => database.close()
  };
}
