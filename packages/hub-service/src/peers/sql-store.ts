// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { sql } from 'kysely';
import type { IClock } from '../clock.ts';
import type { PeerTables } from '../db/peer-tables.ts';
import type { Records } from '../db/database.ts';
import { HASH_BYTES, type Descriptor } from '../log/format/index.ts';
import type { IPeerStore, PeerMode, PeerReview, PeerRow, PeerState } from './store.ts';

const NOTES_KEPT = 100;

type Stored = PeerTables['peer'];

/** Followed hubs in SQL. */
export class SqlPeerStore implements IPeerStore {
  private readonly _records: Records;
  private readonly _clock: IClock;

  constructor(records: Records, clock: IClock) {
    this._records = records;
    this._clock = clock;
  }

  async all(): Promise<PeerRow[]> {
    const rows = await this._records.db.selectFrom('peer').selectAll().orderBy('name').orderBy('id').execute();
    return rows.map(rowOf);
  }

  async find(id: string): Promise<PeerRow | null> {
    const row = await this._records.db.selectFrom('peer').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? rowOf(row) : null;
  }

  async due(now: number): Promise<string[]> {
    const rows = await this._records.db
      .selectFrom('peer')
      .select('id')
      .where('nextPollAt', '<=', now)
      .where('state', '!=', 'paused')
      .where('mode', '!=', 'blocked')
      .orderBy('nextPollAt')
      .execute();
    return rows.map(row => row.id);
  }

  async add(peer: PeerRow): Promise<void> {
    await this._records.db
      .insertInto('peer')
      .values(storedOf(peer) as Stored)
      .execute();
  }

  async change(id: string, fields: Partial<Omit<PeerRow, 'id'>>): Promise<void> {
    await this._records.db.updateTable('peer').set(storedOf(fields)).where('id', '=', id).execute();
  }

  async remove(id: string): Promise<void> {
    const { db } = this._records;
    // PostgreSQL and SQLite take rows that hang on it by themselves.
    await db.deleteFrom('peer').where('id', '=', id).execute();
  }

  async note(id: string, notes: readonly { entry: number; words: string }[]): Promise<void> {
    const { db } = this._records;
    const kept = notes.slice(-NOTES_KEPT);
    if (kept.length === 0) {
      return;
    }
    const at = this._clock.now();
    await db
      .insertInto('peerNote')
      .values(kept.map(({ entry, words }) => ({ hub: id, entry, words, at })))
      .onConflict(conflict => conflict.columns(['hub', 'entry']).doUpdateSet({ at }))
      .execute();
    await sql`
      delete from peer_note where hub = ${id} and entry not in (
        select entry from peer_note where hub = ${id} order by at desc, entry desc limit ${NOTES_KEPT})
    `.execute(db);
  }

  async notes(id: string): Promise<{ entry: number; words: string; at: number }[]> {
    return this._records.db
      .selectFrom('peerNote')
      .select(['entry', 'words', 'at'])
      .where('hub', '=', id)
      .orderBy('entry', 'desc')
      .execute();
  }

  async counts(): Promise<Map<string, { works: number; waiting: number; keptBytes: number }>> {
    const { rows } = await sql<{ id: string; works: number; waiting: number; keptBytes: number }>`
      select p.id,
        (select count(*) from work w where w.hub = p.id and w.audience <> 'private' and w.state = 'live') as works,
        (select count(*) from peer_work pw where pw.hub = p.id and pw.standing = 'waiting' and pw.state = 'live')
          as waiting,
        (select coalesce(sum(k.bytes), 0) from peer_kept k where k.hub = p.id) as kept_bytes
      from peer p
    `.execute(this._records.db);
    return new Map(
      rows.map(({ id, works, waiting, keptBytes }) => [
        id,
        { works: Number(works), waiting: Number(waiting), keptBytes: Number(keptBytes) }
      ])
    );
  }
}

function rowOf({ bases, descriptor, vkeys, range, mode, review, state, ...row }: Stored): PeerRow {
  return {
    ...row,
    bases: JSON.parse(bases) as string[],
    descriptor: JSON.parse(descriptor) as Descriptor,
    vkeys: JSON.parse(vkeys) as string[],
    range: Array.from({ length: range.length / HASH_BYTES }, (_, at) =>
      Uint8Array.from(range.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES))
    ),
    mode: mode as PeerMode,
    review: review as PeerReview,
    state: state as PeerState
  };
}

function storedOf({ bases, descriptor, vkeys, range, ...fields }: Partial<PeerRow>): Partial<Stored> {
  return {
    ...fields,
    ...(bases && { bases: JSON.stringify(bases) }),
    ...(descriptor && { descriptor: JSON.stringify(descriptor) }),
    ...(vkeys && { vkeys: JSON.stringify(vkeys) }),
    ...(range && { range: Buffer.concat(range) })
  };
}
