// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { IClock } from '../clock.ts';
import type { Records } from '../db/database.ts';
import type { AuditEntry, AuditRow, IAuditStore } from './store.ts';

/** Any number: held by whoever appends, so that the chain has one end. */
const CHAIN_LOCK = 0x617472;
const BATCH = 1000;

type Row = { at: number; person: string; tokenId: string | null; act: string; object: string; detail: string };

/** The audit log in SQL. */
export class SqlAuditStore implements IAuditStore {
  private readonly _records: Records;
  private readonly _clock: IClock;

  constructor(records: Records, clock: IClock) {
    this._records = records;
    this._clock = clock;
  }

  async append(entry: AuditEntry): Promise<void> {
    const { db, engine } = this._records;
    if (engine === 'postgres') {
      await sql`select pg_advisory_xact_lock(${CHAIN_LOCK})`.execute(db);
    }
    const last = await db.selectFrom('audit').select('hash').orderBy('seq', 'desc').limit(1).executeTakeFirst();
    const row: Row = { ...entry, at: this._clock.now(), detail: JSON.stringify(entry.detail) };
    const previous = last?.hash ?? '';
    await db
      .insertInto('audit')
      .values({ ...row, previous, hash: link(previous, row) })
      .execute();
  }

  async before(seq: number, limit: number): Promise<AuditRow[]> {
    const rows = await this._records.db
      .selectFrom('audit')
      .select(['seq', 'at', 'person', 'tokenId', 'act', 'object', 'detail', 'hash'])
      .where('seq', '<', seq)
      .orderBy('seq', 'desc')
      .limit(limit)
      .execute();
    return rows.map(row => ({ ...row, detail: JSON.parse(row.detail) as AuditEntry['detail'] }));
  }

  async firstBroken(): Promise<number | null> {
    let previous = '';
    for (let seq = 0; ;) {
      const rows = await this._records.db
        .selectFrom('audit')
        .selectAll()
        .where('seq', '>', seq)
        .orderBy('seq')
        .limit(BATCH)
        .execute();
      for (const row of rows) {
        if (row.previous !== previous || row.hash !== link(previous, row)) {
          return row.seq;
        }
        previous = row.hash;
        seq = row.seq;
      }
      if (rows.length < BATCH) {
        return null;
      }
    }
  }
}

/** SHA-256 over the hash before and the row's fields, in hex. */
function link(previous: string, row: Row): string {
  const fields = [previous, row.at, row.person, row.tokenId, row.act, row.object, row.detail];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}
