// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { sql } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Counts, ICountStore } from './store.ts';

/** Counts in SQL. */
export class SqlCountStore implements ICountStore {
  private readonly _db: Database;

  constructor(db: Database) {
    this._db = db;
  }

  async counts(): Promise<Counts> {
    const { rows } = await sql<Record<keyof Counts, number | string | null>>`
      select
        (select count(*) from person) as people,
        (select count(*) from work where state = 'live') as works,
        (select count(*) from release where state = 'live') as releases,
        (select count(*) from session) as sessions,
        (select count(*) from draft where state = 'open') as open_drafts,
        (select count(*) from draft where state = 'sealed') as sealed_drafts,
        (select count(*) from pack) as packs,
        (select sum(bytes) from pack) as pack_bytes,
        (select count(*) from chunk where pack is null) as lost_chunks,
        (select max(seq) from search_change) as last_change
    `.execute(this._db);
    const row = rows[0];
    // PostgreSQL counts in strings.
    const number = (name: keyof Counts): number => Number(row?.[name] ?? 0);
    return {
      people: number('people'),
      works: number('works'),
      releases: number('releases'),
      sessions: number('sessions'),
      openDrafts: number('openDrafts'),
      sealedDrafts: number('sealedDrafts'),
      packs: number('packs'),
      packBytes: number('packBytes'),
      lostChunks: number('lostChunks'),
      lastChange: number('lastChange')
    };
  }
}
