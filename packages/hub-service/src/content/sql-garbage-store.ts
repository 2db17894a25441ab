// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { sql } from 'kysely';
import type { IClock } from '../clock.ts';
import { hashList, numberList, textList } from '../db/bulk.ts';
import type { Records } from '../db/database.ts';
import type { IGarbageStore, PackUse } from './garbage-store.ts';
import type { PackIndex, PackedChunk } from './pack.ts';
import { SqlChunkStore } from './sql-chunk-store.ts';

const FILES_AT_ONCE = 500;

/** A file nobody has. */
const isUnused = sql<boolean>`
  not exists (select 1 from release_file rf where rf.file = file.id)
  and not exists (select 1 from draft_file d where d.digest = file.digest)
  and not exists (select 1 from release r where r.cover = file.digest)
  and not exists (select 1 from draft dr where dr.cover = file.digest)`;

/** A chunk that some file or draft needs. */
const isNeeded = sql<boolean>`(
  exists (select 1 from file_chunk fc where fc.chunk = chunk.id)
  or exists (select 1 from draft_chunk dc where dc.chunk = chunk.id))`;

/** What nobody needs any more, in SQL. */
export class SqlGarbageStore implements IGarbageStore {
  private readonly _records: Records;
  private readonly _clock: IClock;

  constructor(records: Records, clock: IClock) {
    this._records = records;
    this._clock = clock;
  }

  async dropFiles(after: number): Promise<number | null> {
    const { db } = this._records;
    const { rows } = await sql<{ id: number }>`
      select id from file where id > ${after} order by id limit ${FILES_AT_ONCE}
    `.execute(db);
    const ids = rows.map(row => row.id);
    await sql`delete from file where id in ${numberList(this._records, ids)} and ${isUnused}`.execute(db);
    return ids.at(-1) ?? null;
  }

  async dropErased(): Promise<boolean> {
    const { db } = this._records;
    const { rows } = await sql<{ file: number }>`select file from erased_file limit ${FILES_AT_ONCE}`.execute(db);
    const list = numberList(
      this._records,
      rows.map(row => row.file)
    );
    const { rows: chunks } = await sql<{ chunk: number }>`
      select distinct fc.chunk from file_chunk fc join file on file.id = fc.file
      where fc.file in ${list} and ${isUnused}
    `.execute(db);
    await sql`delete from file where id in ${list} and ${isUnused}`.execute(db);
    await sql`delete from erased_file where file in ${list}`.execute(db);
    const freed = numberList(
      this._records,
      chunks.map(row => row.chunk)
    );
    await sql`update chunk set dead_since = 0 where id in ${freed} and not ${isNeeded}`.execute(db);
    return rows.length > 0;
  }

  async erasedPacks(): Promise<string[]> {
    const { rows } = await sql<{ pack: string }>`
      select distinct pack from chunk where dead_since = 0 and pack is not null
    `.execute(this._records.db);
    return rows.map(row => row.pack);
  }

  async packsAfter(id: string, limit: number): Promise<string[]> {
    const rows = await this._records.db
      .selectFrom('pack')
      .select('id')
      .where('id', '>', id)
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(row => row.id);
  }

  async smallPacks(below: number, before: number, limit: number): Promise<{ id: string; bytes: number }[]> {
    return this._records.db
      .selectFrom('pack')
      .select(['id', 'bytes'])
      .where('bytes', '<', below)
      .where('createdAt', '<', before)
      .orderBy('createdAt')
      .limit(limit)
      .execute();
  }

  async leastChecked(limit: number): Promise<string[]> {
    const rows = await this._records.db.selectFrom('pack').select('id').orderBy('checkedAt').limit(limit).execute();
    return rows.map(row => row.id);
  }

  async use(pack: string, before: number): Promise<PackUse | null> {
    const { db } = this._records;
    const found = await db.selectFrom('pack').select(['id', 'bytes']).where('id', '=', pack).executeTakeFirst();
    if (!found) {
      return null;
    }
    const now = this._clock.now();
    await sql`update chunk set dead_since = null where pack = ${pack} and dead_since is not null and ${isNeeded}`.execute(
      db
    );
    await sql`update chunk set dead_since = ${now} where pack = ${pack} and dead_since is null and not ${isNeeded}`.execute(
      db
    );
    const { rows } = await sql<PackedChunk & { id: number; deadSince: number | null }>`
      select id, hash, size, "offset", stored, encoding, dead_since from chunk where pack = ${pack} order by "offset"
    `.execute(db);
    const dead = rows.filter(row => row.deadSince !== null && row.deadSince <= before);
    return {
      ...found,
      kept: rows.filter(row => !dead.includes(row)),
      dead: dead.map(row => row.id),
      isErased: dead.some(row => row.deadSince === 0)
    };
  }

  async replace(packs: readonly string[], next: PackIndex | null, broken: readonly string[]): Promise<boolean> {
    const { db } = this._records;
    const old = textList(this._records, packs);
    const moved = hashList(this._records, next?.chunks.map(chunk => chunk.hash) ?? []);
    await this._lose(old, broken);
    const { rows } = await sql`
      select 1 from chunk where pack in ${old} and hash not in ${moved} and ${isNeeded} limit 1
    `.execute(db);
    if (rows.length > 0) {
      return false;
    }
    await sql`delete from chunk where pack in ${old} and hash not in ${moved}`.execute(db);
    // Without a pack, the insert below gives them the new one.
    await sql`update chunk set pack = null where pack in ${old}`.execute(db);
    if (next) {
      await new SqlChunkStore(this._records, this._clock).addPack(next);
    }
    await sql`delete from pack where id in ${old}`.execute(db);
    return true;
  }

  async noteChecked(pack: string, broken: readonly string[]): Promise<void> {
    await this._lose(textList(this._records, [pack]), broken);
    await this._records.db.updateTable('pack').set({ checkedAt: this._clock.now() }).where('id', '=', pack).execute();
  }

  async countLost(): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from chunk where pack is null and ${isNeeded}
    `.execute(this._records.db);
    return Number(rows[0]?.count ?? 0);
  }

  async known(packs: readonly string[]): Promise<Set<string>> {
    const rows = await this._records.db
      .selectFrom('pack')
      .select('id')
      .where('id', 'in', textList(this._records, packs))
      .execute();
    return new Set(rows.map(row => row.id));
  }

  private async _lose(packs: ReturnType<typeof textList>, broken: readonly string[]): Promise<void> {
    const hashes = broken.map(hex => Buffer.from(hex, 'hex'));
    await sql`update chunk set pack = null where pack in ${packs} and hash in ${hashList(this._records, hashes)}`.execute(
      this._records.db
    );
  }
}
