// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import type { CatalogueChanges, EngineQuery, ISearchEngine, Matches, PassageText } from './engine.ts';
import { IndexRebuildingError } from './errors.ts';
import { FIELDS, WEIGHTS } from './fields.ts';
import type { IndexMark } from './marks.ts';
import { changesOf } from './marks.ts';
import { readMatches } from './matches.ts';
import type { Segment } from './passages.ts';
import type { Phrase, Term } from './query.ts';

const BM25 = `bm25(words, ${FIELDS.map(field => WEIGHTS[field]).join(', ')})`;
const STATE = 'select generation, forgotten, (select coalesce(max(seq), 0) from change) as last from state';
const MATCH = 'select json_group_array(rowid) as ids, null as scores from words where words match ?';
/** A score of 1, written. The least there is, a millionth, is still some steps. */
const UNIT = 1e7;
// `limit -1` keeps SQLite from moving bm25 into the aggregate, where it may not stand.
const RANKED = `
  select json_group_array(id) as ids, json_group_array(cast(score * -${UNIT} as integer)) as scores
  from (select rowid as id, ${BM25} as score from words where words match ? limit -1)`;
/**
 * FTS5 gives words of more than half of the passages the weight of a millionth, so in a small hub all scores may be next
 * to nothing. Then they count a million times as much.
 */
const NEXT_TO_NOTHING = 0.001;
const LIFT = 1e6;

/** Searches an index in an SQLite file, read-only. */
export class SqliteSearch implements ISearchEngine {
  private readonly _database: DatabaseSync;
  private readonly _match: StatementSync;
  private readonly _ranked: StatementSync;
  private readonly _state: StatementSync;

  /**
   * Opens an index.
   *
   * @throws IndexRebuildingError if there is none in the file
   */
  static open(path: string): SqliteSearch {
    try {
      return new SqliteSearch(path);
    } catch {
      throw new IndexRebuildingError();
    }
  }

  private constructor(path: string) {
    this._database = new DatabaseSync(path, { readOnly: true });
    this._database.exec('pragma busy_timeout = 5000; pragma cache_size = -65536');
    this._match = this._database.prepare(MATCH);
    this._ranked = this._database.prepare(RANKED);
    this._state = this._database.prepare(STATE);
  }

  async changes(mark: string | null): Promise<CatalogueChanges> {
    const database = this._database;
    // One snapshot, or a work might be listed without its new passages.
    database.exec('begin');
    try {
      return await changesOf(this._state.get() as IndexMark, mark, {
        changed: async since =>
          database
            .prepare('select distinct slot from change where seq > ?')
            .all(since)
            .map(row => Number(row.slot)),
        works: async slots => this._rows('slot, facts from work', slots) as { slot: number; facts: string }[],
        passages: async slots => this._rows('slot, id from passage', slots) as { slot: number; id: number }[]
      });
    } finally {
      database.exec('commit');
    }
  }

  async match(query: EngineQuery, isRanked: boolean): Promise<Matches> {
    const row = (isRanked ? this._ranked : this._match).get(expressionOf(query)) as {
      ids: string;
      scores: string | null;
    };
    const { ids, scores } = readMatches(row.ids, row.scores, UNIT);
    return { ids, scores: scores.every(score => score < NEXT_TO_NOTHING) ? scores.map(score => score * LIFT) : scores };
  }

  async rank(): Promise<null> {
    // `match` scores every passage by bm25 already.
    return null;
  }

  async texts(ids: readonly number[]): Promise<Map<number, PassageText>> {
    const rows = this._database
      .prepare(
        `select p.id, p.path, p.segments, w.summary from passage p join work w on w.slot = p.slot
         where p.id in (select value from json_each(?))`
      )
      .all(JSON.stringify(ids)) as { id: number; path: string | null; segments: string; summary: string }[];
    return new Map(
      rows.map(({ id, segments, ...rest }) => [id, { ...rest, segments: JSON.parse(segments) as Segment[] }])
    );
  }

  async close(): Promise<void> {
    this._database.close();
  }

  private _rows(from: string, slots: readonly number[] | null): unknown[] {
    return slots
      ? this._database
          .prepare(`select ${from} where slot in (select value from json_each(?))`)
          .all(JSON.stringify(slots))
      : this._database.prepare(`select ${from}`).all();
  }
}

/** Writes a query as FTS5 reads it; tokens are letters, marks and digits and stand in quotes. */
function expressionOf({ all, fields }: EngineQuery): string {
  const expression = all.map(termExpression).join(' AND ');
  return fields.size === 0 ? expression : `{${[...fields].join(' ')}} : (${expression})`;
}

function termExpression({ anyOf }: Term): string {
  return `(${anyOf.map(phraseExpression).join(' OR ')})`;
}

function phraseExpression({ tokens, isPrefix }: Phrase): string {
  return `"${tokens.join(' ')}"${isPrefix ? ' *' : ''}`;
}
