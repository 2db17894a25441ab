// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Audience, Card, Reader } from '@jupyter-atrium/api';
import { type RawBuilder, sql } from 'kysely';
import type { IClock } from '../clock.ts';
import { textList } from '../db/bulk.ts';
import type { Records } from '../db/database.ts';
import { withdrawalColumns } from '../db/withdrawal-columns.ts';
import type { Cause, IWorkStore, Kin, WorkRow, WorkState } from './store.ts';

/** Works in SQL. */
export class SqlWorkStore implements IWorkStore {
  private readonly _records: Records;
  private readonly _clock: IClock;
  private readonly _onChange: (id: string) => void;

  /** @param onChange - told of each work of which something changed */
  constructor(records: Records, clock: IClock, onChange: (id: string) => void = () => undefined) {
    this._records = records;
    this._clock = clock;
    this._onChange = onChange;
  }

  async find(id: string): Promise<WorkRow | null> {
    return (await this._select(sql`w.id = ${id}`))[0] ?? null;
  }

  async findMany(ids: readonly string[]): Promise<Map<string, WorkRow>> {
    if (ids.length === 0) {
      return new Map();
    }
    const rows = await this._select(sql`w.id in ${textList(this._records, ids)}`);
    return new Map(rows.map(row => [row.id, row]));
  }

  async ofOwner(person: string): Promise<WorkRow[]> {
    return this._select(sql`w.owner = ${person} and w.state <> 'erased' order by w.updated_at desc, w.id desc`);
  }

  async madeFrom(release: string): Promise<{ url: string; manifest: string; kin: Kin | null }[]> {
    const { rows } = await sql<{ url: string; manifest: string; work: string | null; label: string | null }>`
      select l.url, l.manifest, r.work, r.label from lineage l left join release r on r.manifest = l.manifest
      where l.release = ${release} order by l.url
    `.execute(this._records.db);
    return rows.map(({ url, manifest, work, label }) => ({
      url,
      manifest,
      kin: work !== null && label !== null ? { work, label } : null
    }));
  }

  // Cross joins: SQLite would else begin with all works.
  async madeInto(work: string): Promise<Kin[]> {
    const { rows } = await sql<Kin>`
      select distinct w.id as work, made.label
      from release source cross join lineage l cross join work w cross join release made
      where source.work = ${work} and l.manifest = source.manifest and w.release = l.release and made.id = l.release
        and w.id <> ${work} and w.state = 'live'
      order by w.id
    `.execute(this._records.db);
    return rows;
  }

  async add(work: { id: string; owner: string; audience: Audience }): Promise<void> {
    const now = this._clock.now();
    await this._records.db
      .insertInto('work')
      .values({
        ...work,
        state: 'live',
        release: null,
        releases: 0,
        copies: 0,
        createdAt: now,
        updatedAt: now,
        withdrawnAt: null,
        withdrawReason: null,
        withdrawCategory: null
      })
      .execute();
  }

  async setAudience(id: string, audience: Audience, readers: readonly Reader[]): Promise<void> {
    const { db } = this._records;
    await db.updateTable('work').set({ audience }).where('id', '=', id).execute();
    await db.deleteFrom('reader').where('work', '=', id).execute();
    if (audience === 'private' && readers.length > 0) {
      await db
        .insertInto('reader')
        .values(readers.map(({ kind, name }) => ({ work: id, kind, name })))
        .onConflict(conflict => conflict.doNothing())
        .execute();
    }
  }

  async setState(id: string, state: WorkState, cause: Cause | null): Promise<void> {
    await this._records.db
      .updateTable('work')
      .set({ state, ...withdrawalColumns(state, cause, this._clock.now()) })
      .where('id', '=', id)
      .execute();
  }

  async point(id: string): Promise<void> {
    const releases = await this._records.db
      .selectFrom('release')
      .select(['id', 'state', 'createdAt'])
      .where('work', '=', id)
      .where('state', '!=', 'erased')
      .orderBy('seq', 'desc')
      .execute();
    const live = releases.filter(release => release.state === 'live');
    const head = live[0] ?? releases[0];
    await this._records.db
      .updateTable('work')
      .set({ release: head?.id ?? null, releases: live.length, ...(head ? { updatedAt: head.createdAt } : {}) })
      .where('id', '=', id)
      .execute();
  }

  async countCopy(id: string, release: string, person: string): Promise<void> {
    const { db } = this._records;
    const added = await db
      .insertInto('openedCopy')
      .values({ release, person })
      .onConflict(conflict => conflict.doNothing())
      .returning('release')
      .executeTakeFirst();
    if (added) {
      await db
        .updateTable('work')
        .set(eb => ({ copies: eb('copies', '+', 1) }))
        .where('id', '=', id)
        .execute();
      await this.noteChange(id);
    }
  }

  async noteChange(id: string): Promise<void> {
    await this._records.db.insertInto('searchChange').values({ work: id }).execute();
    this._onChange(id);
  }

  async lock(id: string): Promise<void> {
    // SQLite has one writer at a time anyway.
    if (this._records.engine === 'postgres') {
      await sql`select id from work where id = ${id} for update`.execute(this._records.db);
    }
  }

  // As text: the query builder takes ten times as long as the query, and every call begins with this one.
  private async _select(condition: RawBuilder<unknown>): Promise<WorkRow[]> {
    const { rows } = await sql<Selected>`
      select w.id, w.owner as owner_id, p.name as owner_name, w.audience, w.state, w.releases, w.copies, w.created_at,
        w.updated_at, w.withdrawn_at, w.withdraw_reason,
        h.id as hub_id, h.name as hub_name, h.address as hub_address, pw.home as home_id,
        w.withdraw_category, r.id as release_id, r.seq, r.label, r.manifest, r.files_digest,
        r.files, r.bytes, r.card, r.note, exists (select 1 from lineage l where l.release = w.release) or exists (
          select 1 from release source cross join lineage l
          where source.work = w.id and l.manifest = source.manifest
        ) as has_kin
      from work w join person p on p.id = w.owner left join release r on r.id = w.release
        left join peer h on h.id = w.hub left join peer_work pw on pw.work = w.id
      where ${condition}
    `.execute(this._records.db);
    return this._withReaders(rows);
  }

  private async _withReaders(rows: readonly Selected[]): Promise<WorkRow[]> {
    const hidden = rows.filter(row => row.audience === 'private').map(row => row.id);
    const named = hidden.length === 0 ? [] : await this._readersOf(hidden);
    return rows.map(row =>
      rowOf(
        row,
        named.filter(each => each.work === row.id)
      )
    );
  }

  private async _readersOf(ids: readonly string[]): Promise<{ work: string; kind: string; name: string }[]> {
    const { rows } = await sql<{ work: string; kind: string; name: string }>`
      select work, kind, name from reader where work in ${textList(this._records, ids)} order by kind, name
    `.execute(this._records.db);
    return rows;
  }
}

type Selected = {
  ownerId: string;
  ownerName: string;
  audience: string;
  state: string;
  releaseId: string | null;
  seq: number | null;
  label: string | null;
  manifest: string | null;
  filesDigest: string | null;
  files: number | null;
  bytes: number | null;
  card: string | null;
  note: string | null;
  /** SQLite has no booleans. */
  hasKin: boolean | number;
  hubId: string | null;
  hubName: string | null;
  hubAddress: string | null;
  homeId: string | null;
} & Omit<WorkRow, 'home' | 'owner' | 'audience' | 'state' | 'release' | 'readers' | 'hasKin'>;

function rowOf(row: Selected, readers: readonly { kind: string; name: string }[]): WorkRow {
  const { releaseId, seq, label, manifest, filesDigest, files, bytes, card, note, ownerId, ownerName, ...rest } = row;
  const { hubId, hubName, hubAddress, homeId, ...work } = rest;
  return {
    ...work,
    home: homeOf(work.id, { hubId, hubName, hubAddress, homeId }),
    owner: { id: ownerId, name: ownerName },
    audience: work.audience as Audience,
    state: work.state as WorkState,
    hasKin: Boolean(work.hasKin),
    readers: readers.map(({ kind, name }) => ({ kind: kind as Reader['kind'], name })),
    release:
      releaseId === null
        ? null
        : {
            id: releaseId,
            seq: seq ?? 0,
            label: label ?? '',
            manifest: manifest ?? '',
            filesDigest: filesDigest ?? '',
            files: files ?? 0,
            bytes: bytes ?? 0,
            card: JSON.parse(card ?? '{}') as Card,
            note: note ?? ''
          }
  };
}

type SelectedHome = Pick<Selected, 'hubId' | 'hubName' | 'hubAddress' | 'homeId'>;

function homeOf(id: string, { hubId, hubName, hubAddress, homeId }: SelectedHome): WorkRow['home'] {
  return hubId === null
    ? null
    : { hub: { id: hubId, name: hubName ?? '' }, url: `${hubAddress ?? ''}works/${homeId ?? id}` };
}
