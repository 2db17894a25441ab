// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { sql } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { ITicketStore, TicketRow } from './ticket-store.ts';

/** File tickets in SQL. */
export class SqlTicketStore implements ITicketStore {
  private readonly _db: Database;

  constructor(db: Database) {
    this._db = db;
  }

  async add(ticket: TicketRow): Promise<void> {
    const purpose = ticket.draft === null ? 'download' : 'upload';
    await this._db
      .insertInto('ticket')
      .values({ ...ticket, purpose })
      .execute();
  }

  async find(hash: string): Promise<TicketRow | null> {
    const { rows } = await sql<TicketRow>`
      select hash, person, draft, release, bytes_left, created_at, used_at from ticket where hash = ${hash}
    `.execute(this._db);
    return rows[0] ?? null;
  }

  async touch(hash: string, usedAt: number): Promise<void> {
    await this._db.updateTable('ticket').set({ usedAt }).where('hash', '=', hash).execute();
  }

  async spend(hash: string, bytes: number): Promise<boolean> {
    const row = await this._db
      .updateTable('ticket')
      .set(eb => ({ bytesLeft: eb('bytesLeft', '-', bytes) }))
      .where('hash', '=', hash)
      .where('bytesLeft', '>=', bytes)
      .returning('hash')
      .executeTakeFirst();
    return row !== undefined;
  }

  async endOf(draft: string): Promise<void> {
    await this._db.deleteFrom('ticket').where('draft', '=', draft).execute();
  }

  async expire(madeBefore: number, usedBefore: number): Promise<void> {
    await this._db
      .deleteFrom('ticket')
      .where(eb => eb.or([eb('createdAt', '<', madeBefore), eb('usedAt', '<', usedBefore)]))
      .execute();
  }
}
