// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Card } from '@jupyter-atrium/api';
import { type RawBuilder, sql } from 'kysely';
import { textList } from '../db/bulk.ts';
import type { Records } from '../db/database.ts';
import type { WorkState } from '../works/store.ts';
import type { ILoggedStore, LoggedRelease, LoggedWork, ReleaseNow, Served, ServedRelease } from './store.ts';

/** What the log's state refers to: of what was erased nothing is, and of what left the network neither. */
const SERVED = sql`lr.state <> 'erased' and lw.state <> 'erased'
  and (lw.state = 'live' or coalesce(lw.category, '') <> 'audience')`;

const NOW = sql`r.label, r.seq, r.manifest, r.crate, r.url, r.created_at, r.files, r.bytes, r.card, r.state,
  r.withdraw_category as category`;

type NowRow = Omit<ReleaseNow, 'card' | 'state'> & { card: string; state: string };

/** What the log says of works, in SQL. */
export class SqlLoggedStore implements ILoggedStore {
  private readonly _records: Records;

  constructor(records: Records) {
    this._records = records;
  }

  async find(work: string): Promise<LoggedWork | null> {
    const { db } = this._records;
    const row = await db.selectFrom('logWork').selectAll().where('work', '=', work).executeTakeFirst();
    if (!row) {
      return null;
    }
    const releases = await db
      .selectFrom('logRelease')
      .select(['label', 'seq', 'manifest', 'card', 'state'])
      .where('work', '=', work)
      .execute();
    return {
      state: row.state as WorkState,
      category: row.category,
      releases: new Map(
        releases.map(({ state, seq, ...each }) => [
          each.label,
          { ...each, seq: Number(seq), state: state as WorkState }
        ])
      )
    };
  }

  async releasesNow(work: string): Promise<ReleaseNow[]> {
    const { rows } = await sql<NowRow>`
      select ${NOW} from release r where r.work = ${work} order by r.seq
    `.execute(this._records.db);
    return rows.map(nowOf);
  }

  async concerned(): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`
      select id from work where audience in ('network', 'public') and hub is null
      union select work as id from log_work order by id
    `.execute(this._records.db);
    return rows.map(row => row.id);
  }

  async add(work: string, release: LoggedRelease & { crate: string }): Promise<void> {
    const { db } = this._records;
    await db
      .insertInto('logWork')
      .values({ work, state: 'live', category: null })
      .onConflict(conflict => conflict.doNothing())
      .execute();
    await db
      .insertInto('logRelease')
      .values({ work, ...release })
      .execute();
  }

  async setWork(work: string, state: WorkState, category: string | null): Promise<void> {
    await this._records.db
      .insertInto('logWork')
      .values({ work, state, category })
      .onConflict(conflict => conflict.column('work').doUpdateSet({ state, category }))
      .execute();
  }

  async setRelease(work: string, label: string, change: Partial<Pick<LoggedRelease, 'state' | 'card'>>): Promise<void> {
    await this._records.db
      .updateTable('logRelease')
      .set(change)
      .where('work', '=', work)
      .where('label', '=', label)
      .execute();
  }

  async erased(): Promise<{ work: string; label: string | null; category: string | null }[]> {
    const { rows } = await sql<{ work: string; label: string | null; category: string | null }>`
      select work, null as label, category from log_work where state = 'erased'
      union all
      select lr.work, lr.label, null as category from log_release lr join log_work lw on lw.work = lr.work
      where lr.state = 'erased' and lw.state <> 'erased'
      order by 1, 2
    `.execute(this._records.db);
    return rows;
  }

  async forget(): Promise<void> {
    const { db } = this._records;
    await db.deleteFrom('logDocument').execute();
    await db.deleteFrom('logRelease').where('state', '!=', 'erased').execute();
    await sql`
      delete from log_work where state <> 'erased'
        and not exists (select 1 from log_release lr where lr.work = log_work.work)
    `.execute(db);
    await sql`update log_work set state = 'live', category = null where state <> 'erased'`.execute(db);
  }

  async served(digest: string): Promise<Served | null> {
    return (await this._document(digest)) ?? (await this._manifest(digest)) ?? this._file(digest);
  }

  async servedCards(digests: readonly string[]): Promise<Map<string, Uint8Array>> {
    if (digests.length === 0) {
      return new Map();
    }
    const { rows } = await sql<{ digest: string; bytes: Uint8Array }>`
      select d.digest, d.bytes from log_document d
      join log_release lr on lr.card = d.digest join log_work lw on lw.work = lr.work
      where d.digest in ${textList(this._records, digests)} and ${SERVED}
    `.execute(this._records.db);
    return new Map(rows.map(row => [row.digest, row.bytes]));
  }

  async counts(): Promise<{ works: number; releases: number }> {
    const { rows } = await sql<{ works: number | string; releases: number | string }>`
      select count(distinct lr.work) as works, count(*) as releases
      from log_release lr join log_work lw on lw.work = lr.work where lr.state = 'live' and lw.state = 'live'
    `.execute(this._records.db);
    return { works: Number(rows[0]?.works ?? 0), releases: Number(rows[0]?.releases ?? 0) };
  }

  private async _document(digest: string): Promise<Served | null> {
    const bytes =
      (await this.servedCards([digest])).get(digest) ??
      (await this._first(sql`
        select d.bytes from log_document d where d.digest = ${digest} and (d.kind = 'offer' or exists (
          select 1 from log_generation g where g.descriptor = d.digest))`)) ??
      (await this._first(sql`
        select r.crate_bytes as bytes from log_release lr join log_work lw on lw.work = lr.work
        join release r on r.work = lr.work and r.label = lr.label
        where lr.crate = ${digest} and ${SERVED}`));
    return bytes ? { kind: 'document', bytes } : null;
  }

  private async _first(query: RawBuilder<unknown>): Promise<Uint8Array | null> {
    const { rows } = await (query as RawBuilder<{ bytes: Uint8Array | null }>).execute(this._records.db);
    return rows[0]?.bytes ?? null;
  }

  private async _manifest(digest: string): Promise<Served | null> {
    const { rows } = await sql<NowRow & { work: string; crateBytes: Uint8Array | null }>`
      select r.work, r.crate_bytes, ${NOW} from log_release lr join log_work lw on lw.work = lr.work
      join release r on r.work = lr.work and r.label = lr.label
      where lr.manifest = ${digest} and ${SERVED}
    `.execute(this._records.db);
    const [row] = rows;
    if (!row?.crateBytes) {
      return null;
    }
    const release: ServedRelease = { ...nowOf(row), work: row.work, crateBytes: row.crateBytes };
    return { kind: 'manifest', release };
  }

  private async _file(digest: string): Promise<Served | null> {
    const { rows } = await sql<{ file: number; size: number }>`
      select f.id as file, f.size from file f where f.digest = ${digest} and (exists (
        select 1 from release_file rf join log_release lr on lr.work = rf.work and rf.since <= lr.seq
          and (rf.until is null or rf.until > lr.seq) join log_work lw on lw.work = lr.work
        where rf.file = f.id and ${SERVED}
      ) or exists (
        select 1 from release r join log_release lr on lr.work = r.work and lr.label = r.label
          join log_work lw on lw.work = lr.work
        where r.cover = f.digest and ${SERVED}))
    `.execute(this._records.db);
    const [row] = rows;
    return row ? { kind: 'file', file: Number(row.file), size: Number(row.size) } : null;
  }
}

function nowOf({ card, state, ...row }: NowRow): ReleaseNow {
  return { ...row, card: JSON.parse(card) as Card, state: state as WorkState };
}
