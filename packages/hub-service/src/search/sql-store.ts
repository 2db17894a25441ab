// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { sql } from 'kysely';
import { textList } from '../db/bulk.ts';
import type { Records } from '../db/database.ts';
import type { Database } from '../db/schema.ts';
import type { ISearchChangeStore, SearchChange } from './store.ts';

/** Notes of changes in SQL. */
export class SqlSearchChangeStore implements ISearchChangeStore {
  private readonly _records: Records;

  constructor(records: Records) {
    this._records = records;
  }

  after(seq: number, limit: number): Promise<SearchChange[]> {
    return this._locked(db =>
      db.selectFrom('searchChange').select(['seq', 'work']).where('seq', '>', seq).orderBy('seq').limit(limit).execute()
    );
  }

  bounds(): Promise<{ first: number; last: number } | null> {
    return this._locked(async db => {
      const { first, last } = await db
        .selectFrom('searchChange')
        .select(eb => [eb.fn.min('seq').as('first'), eb.fn.max('seq').as('last')])
        .executeTakeFirstOrThrow();
      // Of an empty table both are null, whatever the types say.
      return (first as number | null) === null ? null : { first, last };
    });
  }

  async hasErased(works: readonly string[], since: number): Promise<boolean> {
    const row = await this._records.db
      .selectFrom('release')
      .select('id')
      .where('work', 'in', textList(this._records, works))
      .where('state', '=', 'erased')
      .where('withdrawnAt', '>=', since)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  async forget(seq: number): Promise<void> {
    await this._records.db.deleteFrom('searchChange').where('seq', '<=', seq).execute();
  }

  async works(after: string, limit: number): Promise<string[]> {
    const rows = await this._records.db
      .selectFrom('work')
      .select('id')
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(row => row.id);
  }

  private _locked<T>(read: (db: Database) => Promise<T>): Promise<T> {
    const { db, engine } = this._records;
    return db.transaction().execute(async transaction => {
      if (engine === 'postgres') {
        // Numbers are taken before they are committed. The lock waits for those who took one and holds back others.
        await sql`lock table search_change in share mode`.execute(transaction);
      }
      return read(transaction);
    });
  }
}
