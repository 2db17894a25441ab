// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import type { IClock } from '../../clock.ts';
import type { ISql, Statement } from './sql.ts';

/** One edit, in the order of its document. */
export type LogRow = { document: string; seq: number; change: Uint8Array; person: string; at: number };

/** A document as it is stored: a state, and the edits that follow it. */
export type StoredDocument = { seq: number; state: Uint8Array | null; changes: Uint8Array[] };

/** The edits of all rooms, their documents' states, and large values. */
export class RoomLog {
  private readonly _sql: ISql;
  private readonly _clock: IClock;

  constructor(sql: ISql, clock: IClock) {
    this._sql = sql;
    this._clock = clock;
  }

  /** Stores edits; resolves when they are durable. */
  append(rows: readonly LogRow[]): Promise<void> {
    const places = rows.map(() => '(?, ?, ?, ?, ?)').join(', ');
    const sql = `insert into room_log (document, seq, change, person, at) values ${places}`;
    return this._sql.transact([
      { sql, values: rows.flatMap(row => [row.document, row.seq, row.change, row.person, row.at]) }
    ]);
  }

  /**
   * Reads a document.
   *
   * @throws Error if its state is not what was stored
   */
  async load(document: string): Promise<StoredDocument> {
    const [snapshot] = await this._sql.query(
      'select seq, state, sha256 from room_snapshot where document = ? order by seq desc limit 1',
      [document]
    );
    const state = snapshot ? bytesOf(snapshot.state) : null;
    if (state && hash('sha256', state) !== snapshot?.sha256) {
      throw new Error(`The stored state of ${document} is broken.`);
    }
    const from = Number(snapshot?.seq ?? 0);
    const rows = await this._sql.query('select seq, change from room_log where document = ? and seq > ? order by seq', [
      document,
      from
    ]);
    return { seq: Number(rows.at(-1)?.seq ?? from), state, changes: rows.map(row => bytesOf(row.change)) };
  }

  /** Stores a state in place of the edits that led to it; the one before stays until the next. */
  compact(document: string, seq: number, state: Uint8Array): Promise<void> {
    const put = 'insert into room_snapshot (document, seq, state, sha256, at) values (?, ?, ?, ?, ?)';
    return this._sql.transact([
      {
        sql: `delete from room_snapshot where document = ? and seq <
          (select max(seq) from room_snapshot where document = ? and seq < ?)`,
        values: [document, document, seq]
      },
      { sql: 'delete from room_snapshot where document = ? and seq = ?', values: [document, seq] },
      { sql: put, values: [document, seq, state, hash('sha256', state), this._clock.now()] },
      foldAuthors(document, seq),
      { sql: 'delete from room_log where document = ? and seq <= ?', values: [document, seq] }
    ]);
  }

  /** Who edited a document since a time. */
  async authorsSince(document: string, since: number): Promise<string[]> {
    const rows = await this._sql.query(
      `select person from room_log where document = ? and at > ?
       union select person from room_author where document = ? and last_at > ?`,
      [document, since, document, since]
    );
    return rows.map(row => String(row.person)).filter(Boolean);
  }

  putBlob(room: string, digest: string, content: Uint8Array): Promise<void> {
    const sql = 'insert into room_blob (room, digest, content, at) values (?, ?, ?, ?) on conflict do nothing';
    return this._sql.transact([{ sql, values: [room, digest, content, this._clock.now()] }]);
  }

  async getBlob(room: string, digest: string): Promise<Uint8Array | null> {
    const [row] = await this._sql.query('select content from room_blob where room = ? and digest = ?', [room, digest]);
    return row ? bytesOf(row.content) : null;
  }

  /** Removes all of a room. */
  erase(room: string): Promise<void> {
    const below = `${room}/%`;
    return this._sql.transact([
      { sql: 'delete from room_log where document like ?', values: [below] },
      { sql: 'delete from room_snapshot where document like ?', values: [below] },
      { sql: 'delete from room_author where document like ?', values: [below] },
      { sql: 'delete from room_blob where room = ?', values: [room] }
    ]);
  }
}

function foldAuthors(document: string, seq: number): Statement {
  return {
    sql: `insert into room_author (document, person, edits, last_at)
      select document, person, count(*), max(at) from room_log where document = ? and seq <= ?
      group by document, person
      on conflict (document, person) do update set edits = room_author.edits + excluded.edits,
        last_at = case when excluded.last_at > room_author.last_at then excluded.last_at else room_author.last_at end`,
    values: [document, seq]
  };
}

function bytesOf(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array();
}
