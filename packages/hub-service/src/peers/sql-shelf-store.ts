// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { sql } from 'kysely';
import type { IClock } from '../clock.ts';
import { inSlices, insertMany, textList } from '../db/bulk.ts';
import type { Records } from '../db/database.ts';
import { Arranger } from './arranger.ts';
import type { ForeignFile, IShelfStore, PeerRow } from './store.ts';

const KEPT = {
  table: 'release_file',
  columns: { work: 'text', path: 'text', since: 'int8', until: 'int8', file: 'int8', media_type: 'text' },
  suffix: 'on conflict do nothing'
} as const;

/** The gallery's side of foreign works in SQL. */
export class SqlShelfStore implements IShelfStore {
  private readonly _records: Records;
  private readonly _clock: IClock;
  private readonly _arranger: Arranger;

  constructor(records: Records, clock: IClock) {
    this._records = records;
    this._clock = clock;
    this._arranger = new Arranger(records, clock);
  }

  arrange(peer: Pick<PeerRow, 'id' | 'name' | 'mode' | 'address'>, homes: readonly string[]): Promise<void> {
    return this._arranger.arrange(peer, homes);
  }

  async clear(hub: string): Promise<void> {
    const { db } = this._records;
    const works = sql`(select id from work where hub = ${hub})`;
    const releases = sql`(select id from release where work in ${works})`;
    await sql`insert into search_change (work) select id from work where hub = ${hub}`.execute(db);
    await sql`
      insert into erased_file (file) select distinct file from release_file where work in ${works} on conflict do nothing
    `.execute(db);
    for (const table of ['release_file', 'peer_file', 'peer_kept']) {
      await sql`delete from ${sql.table(table)} where work in ${works}`.execute(db);
    }
    for (const table of ['lineage', 'opened_copy', 'ticket']) {
      await sql`delete from ${sql.table(table)} where release in ${releases}`.execute(db);
    }
    await sql`delete from release where work in ${works}`.execute(db);
    await sql`delete from work where hub = ${hub}`.execute(db);
    await sql`delete from peer_work where hub = ${hub}`.execute(db);
  }

  async source(work: string): Promise<{ hub: string; home: string } | null> {
    const row = await this._records.db
      .selectFrom('peerWork')
      .select(['hub', 'home'])
      .where('work', '=', work)
      .executeTakeFirst();
    return row ?? null;
  }

  async filesOf(work: string, seq: number): Promise<ForeignFile[] | null> {
    const rows = await this._records.db
      .selectFrom('peerFile')
      .select(['path', 'digest', 'size', 'mediaType'])
      .where('work', '=', work)
      .where('seq', '=', seq)
      .orderBy('path')
      .execute();
    return rows.length > 0 ? rows : null;
  }

  async putFiles(
    work: string,
    seq: number,
    files: readonly ForeignFile[],
    facts: { filesDigest: string; crate: string; madeFrom: readonly { url: string; manifest: string }[] }
  ): Promise<void> {
    const { db } = this._records;
    await insertMany(
      this._records,
      {
        table: 'peer_file',
        columns: { work: 'text', seq: 'int8', path: 'text', digest: 'text', size: 'int8', media_type: 'text' },
        suffix: 'on conflict do nothing'
      },
      files.map(({ path, digest, size, mediaType }) => [work, seq, path, digest, size, mediaType])
    );
    const release = await db
      .updateTable('release')
      .set({
        filesDigest: facts.filesDigest,
        crate: facts.crate,
        files: files.length,
        bytes: files.reduce((sum, { size }) => sum + size, 0)
      })
      .where('work', '=', work)
      .where('seq', '=', seq)
      .where('state', '!=', 'erased')
      .returning('id')
      .executeTakeFirst();
    if (release && facts.madeFrom.length > 0) {
      await db
        .insertInto('lineage')
        .values(facts.madeFrom.map(source => ({ release: release.id, ...source })))
        .onConflict(conflict => conflict.doNothing())
        .execute();
    }
  }

  async manifestAt(url: string): Promise<string | null> {
    const { rows } = await sql<{ manifest: string }>`
      select newest.manifest from release r join work w on w.id = r.work join release newest on newest.id = w.release
      where r.url = ${url} limit 1
    `.execute(this._records.db);
    return rows[0]?.manifest ?? null;
  }

  async keepFiles(work: string, seq: number, hub: string, files: readonly ForeignFile[]): Promise<void> {
    const { db } = this._records;
    const ids = await inSlices(
      files.map(({ digest }) => digest),
      slice =>
        db.selectFrom('file').select(['id', 'digest']).where('digest', 'in', textList(this._records, slice)).execute()
    );
    const rows = files.flatMap(({ path, digest, mediaType }) => {
      const id = ids.find(each => each.digest === digest)?.id;
      return id === undefined ? [] : [[work, path, seq, seq + 1, id, mediaType]];
    });
    await insertMany(this._records, KEPT, rows);
    const { rows: kept } = await sql<{ bytes: number }>`
      select coalesce(sum(f.size), 0) as bytes from release_file rf join file f on f.id = rf.file
      where rf.work = ${work} and rf.since = ${seq}
    `.execute(db);
    const bytes = Number(kept[0]?.bytes ?? 0);
    const usedAt = this._clock.now();
    await db
      .insertInto('peerKept')
      .values({ work, seq, hub, bytes, usedAt })
      .onConflict(conflict => conflict.columns(['work', 'seq']).doUpdateSet({ bytes, usedAt }))
      .execute();
    await db.insertInto('searchChange').values({ work }).execute();
  }

  async touch(work: string, seq: number): Promise<void> {
    await this._records.db
      .updateTable('peerKept')
      .set({ usedAt: this._clock.now() })
      .where('work', '=', work)
      .where('seq', '=', seq)
      .execute();
  }

  async unmirrored(hub: string, limit: number): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`
      select w.id from work w join release r on r.id = w.release
      left join peer_kept k on k.work = w.id and k.seq = r.seq
      where w.hub = ${hub} and w.state = 'live' and w.audience <> 'private' and r.state = 'live'
        and (k.bytes is null or k.bytes < r.bytes)
      order by w.updated_at desc limit ${limit}
    `.execute(this._records.db);
    return rows.map(row => row.id);
  }

  async keptBytes(hub: string): Promise<number> {
    const { rows } = await sql<{ bytes: number }>`
      select coalesce(sum(bytes), 0) as bytes from peer_kept where hub = ${hub}
    `.execute(this._records.db);
    return Number(rows[0]?.bytes ?? 0);
  }

  async dropOldest(hub: string, but: { work: string; seq: number }, before: number): Promise<boolean> {
    const { db } = this._records;
    const { rows } = await sql<{ work: string; seq: number }>`
      select work, seq from peer_kept
      where hub = ${hub} and used_at < ${before} and not (work = ${but.work} and seq = ${but.seq})
      order by used_at limit 1
    `.execute(db);
    const [oldest] = rows;
    if (!oldest) {
      return false;
    }
    const { work, seq } = oldest;
    await db.deleteFrom('releaseFile').where('work', '=', work).where('since', '=', seq).execute();
    await db.deleteFrom('peerKept').where('work', '=', work).where('seq', '=', seq).execute();
    await db.insertInto('searchChange').values({ work }).execute();
    return true;
  }
}
