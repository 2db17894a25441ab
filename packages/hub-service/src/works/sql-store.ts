// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Audience, Card, Reader } from '@jupyter-atrium/api';
import { sql } from 'kysely';
import type { IClock } from '../clock.ts';
import { textList } from '../db/bulk.ts';
import type { Records } from '../db/database.ts';
import type { IWorkStore, Kin, WorkRow, WorkState } from './store.ts';

/** Works in SQL. */
export class SqlWorkStore implements IWorkStore {
  private readonly _records: Records;
  private readonly _clock: IClock;

  constructor(records: Records, clock: IClock) {
    this._records = records;
    this._clock = clock;
  }

  async find(id: string): Promise<WorkRow | null> {
    const row = await this._select().where('work.id', '=', id).executeTakeFirst();
    return row ? ((await this._withReaders([row]))[0] ?? null) : null;
  }

  async findMany(ids: readonly string[]): Promise<Map<string, WorkRow>> {
    if (ids.length === 0) {
      return new Map();
    }
    const rows = await this._select().where('work.id', 'in', textList(this._records, ids)).execute();
    return new Map((await this._withReaders(rows)).map(row => [row.id, row]));
  }

  async ofOwner(person: string): Promise<WorkRow[]> {
    const rows = await this._select()
      .where('work.owner', '=', person)
      .where('work.state', '!=', 'erased')
      .orderBy('work.updatedAt', 'desc')
      .orderBy('work.id', 'desc')
      .execute();
    return this._withReaders(rows);
  }

  async madeFrom(release: string): Promise<{ url: string; manifest: string; kin: Kin | null }[]> {
    const rows = await this._records.db
      .selectFrom('lineage')
      .leftJoin('release', 'release.manifest', 'lineage.manifest')
      .select(['lineage.url', 'lineage.manifest', 'release.work', 'release.label'])
      .where('lineage.release', '=', release)
      .orderBy('lineage.url')
      .execute();
    return rows.map(({ url, manifest, work, label }) => ({
      url,
      manifest,
      kin: work !== null && label !== null ? { work, label } : null
    }));
  }

  async madeInto(work: string): Promise<Kin[]> {
    return this._records.db
      .selectFrom('release as source')
      .innerJoin('lineage', 'lineage.manifest', 'source.manifest')
      .innerJoin('work', 'work.release', 'lineage.release')
      .innerJoin('release as made', 'made.id', 'lineage.release')
      .select(['work.id as work', 'made.label'])
      .distinct()
      .where('source.work', '=', work)
      .where('work.id', '!=', work)
      .where('work.state', '=', 'live')
      .orderBy('work.id')
      .execute();
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
        withdrawReason: null
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

  async setState(id: string, state: WorkState, reason: string | null): Promise<void> {
    const withdrawnAt = state === 'live' ? null : this._clock.now();
    await this._records.db
      .updateTable('work')
      .set({ state, withdrawnAt, withdrawReason: state === 'live' ? null : reason })
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
  }

  async lock(id: string): Promise<void> {
    // SQLite has one writer at a time anyway.
    if (this._records.engine === 'postgres') {
      await sql`select id from work where id = ${id} for update`.execute(this._records.db);
    }
  }

  private _select() {
    return this._records.db
      .selectFrom('work')
      .innerJoin('person', 'person.id', 'work.owner')
      .leftJoin('release', 'release.id', 'work.release')
      .select([
        'work.id',
        'work.owner as ownerId',
        'person.name as ownerName',
        'work.audience',
        'work.state',
        'work.releases',
        'work.copies',
        'work.createdAt',
        'work.updatedAt',
        'work.withdrawnAt',
        'work.withdrawReason',
        'release.id as releaseId',
        'release.seq',
        'release.label',
        'release.manifest',
        'release.filesDigest',
        'release.files',
        'release.bytes',
        'release.card'
      ]);
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
    return this._records.db
      .selectFrom('reader')
      .selectAll()
      .where('work', 'in', textList(this._records, ids))
      .orderBy('kind')
      .orderBy('name')
      .execute();
  }
}

type Selected = Awaited<ReturnType<ReturnType<SqlWorkStore['_select']>['execute']>>[number];

function rowOf(row: Selected, readers: readonly { kind: string; name: string }[]): WorkRow {
  const { releaseId, seq, label, manifest, filesDigest, files, bytes, card, ownerId, ownerName, ...work } = row;
  return {
    ...work,
    owner: { id: ownerId, name: ownerName },
    audience: work.audience as Audience,
    state: work.state as WorkState,
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
            card: JSON.parse(card ?? '{}') as Card
          }
  };
}
