// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import pg from 'pg';
import type { CatalogueChanges, EngineQuery, ISearchEngine, Matches, PassageText } from './engine.ts';
import { FIELDS, WEIGHTS } from './fields.ts';
import { IndexRebuildingError } from './errors.ts';
import type { IndexMark } from './marks.ts';
import { changesOf } from './marks.ts';
import { readMatches } from './matches.ts';
import type { Segment } from './passages.ts';
import { tsQuery } from './vectors.ts';

/** `ts_rank` takes weights from D to A, at most 1. */
const HEAVIEST = Math.max(...Object.values(WEIGHTS));
const RANK_WEIGHTS = `{${FIELDS.map(field => WEIGHTS[field] / HEAVIEST)
  .reverse()
  .join(',')}}`;
/** Makes the text count about as much against copies as bm25 does. */
const RANK_SCALE = 4;
const UNDEFINED_TABLE = '42P01';
/** A score of 1, written. */
const UNIT = 100_000;

/** Searches an index in PostgreSQL. */
export class PostgresSearch implements ISearchEngine {
  private readonly _pool: pg.Pool;

  /** @param url - `postgres://…` */
  constructor(url: string) {
    // One bitmap of exact places is faster than any other plan here, and far faster than reading the vectors.
    const options = '-c search_path=search -c enable_seqscan=off -c work_mem=64MB -c jit=off -c statement_timeout=2000';
    this._pool = new pg.Pool({ connectionString: url, max: 2, options });
    this._pool.on('error', () => undefined);
  }

  async changes(mark: string | null): Promise<CatalogueChanges> {
    const client = await this._pool.connect();
    try {
      // One snapshot, or a work might be listed without its new passages.
      await client.query('begin isolation level repeatable read read only');
      const state = await stateOf(client);
      const list = async <R extends pg.QueryResultRow>(from: string, slots: readonly number[] | null): Promise<R[]> =>
        (await client.query<R>(`select ${from} where $1::int4[] is null or slot = any($1)`, [slots])).rows;
      return await changesOf(state, mark, {
        changed: async since =>
          (await client.query<{ slot: number }>('select distinct slot from change where seq > $1', [since])).rows.map(
            row => row.slot
          ),
        works: slots => list('slot, facts from work', slots),
        passages: slots => list('slot, id from passage', slots)
      });
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  async match(query: EngineQuery, isRanked: boolean): Promise<Matches> {
    const scores = isRanked
      ? `string_agg(round(${UNIT * RANK_SCALE} * ts_rank(names, $1::tsquery))::text, ',')`
      : 'null';
    const { rows } = await this._pool.query<{ ids: string | null; scores: string | null }>(
      `select string_agg(id::text, ',') as ids, ${scores} as scores from passage where words @@ $1::tsquery`,
      [tsQuery(query)]
    );
    const { ids, scores: given } = rows[0] ?? { ids: null, scores: null };
    return readMatches(`[${ids ?? ''}]`, isRanked ? `[${given ?? ''}]` : null, UNIT);
  }

  async rank(query: EngineQuery, best: () => Int32Array): Promise<Float64Array> {
    const ids = best();
    const { rows } = await this._pool.query<{ found: string | null }>(
      `select string_agg(round(${UNIT * RANK_SCALE} * ts_rank($3, words, $1::tsquery))::text, ',' order by at)
         as found
       from unnest($2::int4[]) with ordinality as wanted (id, at) left join passage using (id)`,
      [tsQuery(query), [...ids], RANK_WEIGHTS]
    );
    const scores = JSON.parse(`[${rows[0]?.found ?? ''}]`) as number[];
    return Float64Array.from(scores, score => score / UNIT);
  }

  async texts(ids: readonly number[]): Promise<Map<number, PassageText>> {
    const { rows } = await this._pool.query<PassageText & { id: number; segments: Segment[] }>(
      `select p.id, t.path, t.segments, w.summary
       from passage p join passage_text t on t.id = p.id join work w on w.slot = p.slot where p.id = any($1::int4[])`,
      [ids]
    );
    return new Map(rows.map(({ id, ...text }) => [id, text]));
  }

  async close(): Promise<void> {
    await this._pool.end();
  }
}

async function stateOf(client: pg.PoolClient): Promise<IndexMark> {
  try {
    const { rows } = await client.query<IndexMark>(
      'select generation, forgotten, (select coalesce(max(seq), 0) from change)::int4 as last from state'
    );
    if (rows[0]) {
      return rows[0];
    }
  } catch (error) {
    if ((error as { code?: string }).code !== UNDEFINED_TABLE) {
      throw error;
    }
  }
  throw new IndexRebuildingError();
}
