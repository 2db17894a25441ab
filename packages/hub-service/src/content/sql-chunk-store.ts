// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { setImmediate } from 'node:timers/promises';
import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { IClock } from '../clock.ts';
import { hashList, insertMany, numberList } from '../db/bulk.ts';
import type { Records } from '../db/database.ts';
import type { DraftScope, HeldChunk, IChunkStore, Location, RecipePart } from './chunk-store.ts';
import type { PackIndex } from './pack.ts';
import { hexOf } from './pack.ts';

const PAGE = 2000;
const FILES_AT_ONCE = 500;

const CHUNKS = {
  table: 'chunk',
  columns: { hash: 'bytea', size: 'int8', pack: 'text', offset: 'int8', stored: 'int8', encoding: 'int8' },
  // A chunk that was lost is found again.
  suffix: `on conflict (hash) do update set pack = excluded.pack, "offset" = excluded."offset",
    stored = excluded.stored, encoding = excluded.encoding where chunk.pack is null`
} as const;

type Row = { id: number; hash: Uint8Array; size: number };

/** Chunks in SQL. */
export class SqlChunkStore implements IChunkStore {
  private readonly _records: Records;
  private readonly _clock: IClock;

  constructor(records: Records, clock: IClock) {
    this._records = records;
    this._clock = clock;
  }

  async held(hashes: readonly Uint8Array[]): Promise<Map<string, HeldChunk>> {
    const { rows } = await sql<Row>`
      select id, hash, size from chunk where hash in ${hashList(this._records, hashes)} and pack is not null
    `.execute(this._records.db);
    return byHash(rows);
  }

  async heldFor({ draft, work }: DraftScope, hashes: readonly Uint8Array[]): Promise<Map<string, HeldChunk>> {
    const { rows } = await sql<Row>`
      select c.id, c.hash, c.size from chunk c
      where c.hash in ${hashList(this._records, hashes)} and c.pack is not null and (
        exists (select 1 from draft_chunk d where d.draft = ${draft} and d.chunk = c.id)
        or exists (select 1 from file_chunk fc join release_file rf on rf.file = fc.file join work w on w.id = rf.work
          where fc.chunk = c.id and ${isOpenTo(work)}))
    `.execute(this._records.db);
    return byHash(rows);
  }

  async locate(hashes: readonly Uint8Array[]): Promise<Map<string, Location>> {
    const { rows } = await sql<Location>`
      select hash, size, pack, "offset", stored, encoding from chunk
      where hash in ${hashList(this._records, hashes)} and pack is not null
    `.execute(this._records.db);
    return new Map(rows.map(row => [hexOf(row.hash), row]));
  }

  // Joined and compared so that SQLite goes from chunk to file: it would else walk all files of the work, once a chunk.
  async ofRelease(work: string, seq: number, hashes: readonly Uint8Array[]): Promise<Map<string, Location>> {
    const { rows } = await sql<Location>`
      select c.hash, c.size, c.pack, c."offset", c.stored, c.encoding from chunk c
      where c.hash in ${hashList(this._records, hashes)} and c.pack is not null and exists (
        select 1 from file_chunk fc cross join release_file rf
        where fc.chunk = c.id and rf.file = fc.file and rf.work || '' = ${work}
          and rf.since <= ${seq} and (rf.until is null or rf.until > ${seq}))
    `.execute(this._records.db);
    return new Map(rows.map(row => [hexOf(row.hash), row]));
  }

  async addPack({ id, length, chunks }: PackIndex): Promise<void> {
    const now = this._clock.now();
    await this._records.db
      .insertInto('pack')
      .values({ id, bytes: length, createdAt: now, checkedAt: now })
      .onConflict(conflict => conflict.doNothing())
      .execute();
    const rows = chunks.map(({ hash, size, offset, stored, encoding }) => [hash, size, id, offset, stored, encoding]);
    await insertMany(this._records, CHUNKS, rows);
  }

  async claim(draft: string, hashes: readonly Uint8Array[]): Promise<number> {
    const held = await this.held(hashes);
    const rows = [...held.values()].map(({ id }) => [draft, id]);
    await insertMany(
      this._records,
      { table: 'draft_chunk', columns: { draft: 'text', chunk: 'int8' }, suffix: 'on conflict do nothing' },
      rows
    );
    return held.size;
  }

  async *recipes(files: readonly number[]): AsyncIterable<RecipePart[]> {
    const sorted = [...files].sort((a, b) => a - b);
    for (let first = 0; first < sorted.length; first += FILES_AT_ONCE) {
      yield* this._recipesOf(sorted.slice(first, first + FILES_AT_ONCE));
    }
  }

  private async *_recipesOf(files: readonly number[]): AsyncIterable<RecipePart[]> {
    for (let at = { file: -1, seq: -1 }; ;) {
      const { rows } = await sql<RecipePart & { seq: number }>`
        select fc.file, fc.seq, c.hash, c.size, c.pack, c."offset", c.stored, c.encoding
        from file_chunk fc join chunk c on c.id = fc.chunk
        where fc.file in ${numberList(this._records, files)}
          and (fc.file > ${at.file} or (fc.file = ${at.file} and fc.seq > ${at.seq}))
        order by fc.file, fc.seq limit ${PAGE}
      `.execute(this._records.db);
      if (rows.length > 0) {
        yield rows;
      }
      await setImmediate();
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) {
        return;
      }
      at = last;
    }
  }
}

/** The condition under which content of work `w` may be used by a draft of `work`. */
export function isOpenTo(work: string | null): RawBuilder<boolean> {
  return sql<boolean>`(w.id = ${work ?? ''} or (w.audience <> 'private' and w.state = 'live'))`;
}

function byHash(rows: readonly Row[]): Map<string, HeldChunk> {
  return new Map(rows.map(({ id, hash, size }) => [hexOf(hash), { id, size }]));
}
