// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { sql } from 'kysely';
import type { IClock } from '../clock.ts';
import { insertMany, textList } from '../db/bulk.ts';
import type { Records } from '../db/database.ts';
import { leafHash } from './format/index.ts';
import type { DocumentKind, HeadChange, IEntryStore, LogHead } from './store.ts';

/** Any number: held by whoever writes entries. */
const WRITER_LOCK = 0x6c6f67;

const ENTRIES = {
  table: 'log_entry',
  columns: { generation: 'int8', idx: 'int8', bytes: 'bytea', hash: 'bytea' }
} as const;

/** Entries of the log in SQL. */
export class SqlEntryStore implements IEntryStore {
  private readonly _records: Records;
  private readonly _clock: IClock;

  constructor(records: Records, clock: IClock) {
    this._records = records;
    this._clock = clock;
  }

  async head(): Promise<LogHead | null> {
    const row = await this._records.db
      .selectFrom('logGeneration')
      .selectAll()
      .orderBy('generation', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row
      ? {
          generation: Number(row.generation),
          hubId: row.hubId,
          vkeys: JSON.parse(row.vkeys) as string[],
          rotations: JSON.parse(row.rotations) as number[],
          recovery: row.recovery,
          descriptor: row.descriptor,
          statement: row.statement,
          checkpoint: row.checkpoint
        }
      : null;
  }

  async statement(generation: number): Promise<Uint8Array | null> {
    const row = await this._records.db
      .selectFrom('logGeneration')
      .select('statement')
      .where('generation', '=', generation)
      .executeTakeFirst();
    return row?.statement ?? null;
  }

  async open(head: Pick<LogHead, 'generation' | 'hubId' | 'vkeys' | 'recovery' | 'statement'>): Promise<void> {
    await this._records.db
      .insertInto('logGeneration')
      .values({
        ...head,
        vkeys: JSON.stringify(head.vkeys),
        rotations: '[]',
        descriptor: null,
        checkpoint: null,
        openedAt: this._clock.now()
      })
      .execute();
  }

  async change(generation: number, { vkeys, rotations, ...rest }: HeadChange): Promise<void> {
    await this._records.db
      .updateTable('logGeneration')
      .set({
        ...rest,
        ...(vkeys ? { vkeys: JSON.stringify(vkeys) } : {}),
        ...(rotations ? { rotations: JSON.stringify(rotations) } : {})
      })
      .where('generation', '=', generation)
      .execute();
  }

  async lock(): Promise<void> {
    // SQLite has one writer at a time anyway.
    if (this._records.engine === 'postgres') {
      await sql`select pg_advisory_xact_lock(${WRITER_LOCK})`.execute(this._records.db);
    }
  }

  async size(generation: number): Promise<number> {
    const row = await this._records.db
      .selectFrom('logEntry')
      .select(eb => eb.fn.max('idx').as('last'))
      .where('generation', '=', generation)
      .executeTakeFirst();
    return row?.last === null || row?.last === undefined ? 0 : Number(row.last) + 1;
  }

  async append(generation: number, entries: readonly Uint8Array[]): Promise<void> {
    const size = await this.size(generation);
    await insertMany(
      this._records,
      ENTRIES,
      entries.map((bytes, at) => [generation, size + at, bytes, leafHash(bytes)])
    );
  }

  async entries(generation: number, from: number, to: number): Promise<Uint8Array[]> {
    return (await this._range(generation, from, to, 'bytes')).map(row => row.bytes);
  }

  async hashes(generation: number, from: number, to: number): Promise<Uint8Array[]> {
    return (await this._range(generation, from, to, 'hash')).map(row => row.hash);
  }

  async putDocument(digest: string, kind: DocumentKind, bytes: Uint8Array): Promise<void> {
    await this._records.db
      .insertInto('logDocument')
      .values({ digest, kind, bytes })
      .onConflict(conflict => conflict.doNothing())
      .execute();
  }

  async documents(digests: readonly string[]): Promise<Map<string, Uint8Array>> {
    if (digests.length === 0) {
      return new Map();
    }
    const rows = await this._records.db
      .selectFrom('logDocument')
      .select(['digest', 'bytes'])
      .where('digest', 'in', textList(this._records, digests))
      .execute();
    return new Map(rows.map(row => [row.digest, row.bytes]));
  }

  async removeDocuments(digests: readonly string[]): Promise<void> {
    if (digests.length > 0) {
      await this._records.db
        .deleteFrom('logDocument')
        .where('digest', 'in', textList(this._records, digests))
        .execute();
    }
  }

  private async _range<C extends 'bytes' | 'hash'>(
    generation: number,
    from: number,
    to: number,
    column: C
  ): Promise<Record<C, Uint8Array>[]> {
    const { rows } = await sql<Record<C, Uint8Array>>`
      select ${sql.ref(column)} from log_entry
      where generation = ${generation} and idx >= ${from} and idx < ${to} order by idx
    `.execute(this._records.db);
    if (rows.length !== to - from) {
      throw new Error(`The log has ${rows.length} of its entries ${from} to ${to}.`);
    }
    return rows;
  }
}
