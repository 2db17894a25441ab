// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check, PutFiles } from '@jupyter-atrium/api';
import { LIMITS, comparePaths } from '@jupyter-atrium/api';
import { type RawBuilder, sql } from 'kysely';
import type { IClock } from '../clock.ts';
import { insertMany } from '../db/bulk.ts';
import type { Records } from '../db/database.ts';
import type { DraftFile, DraftRow, DraftState, IDraftStore, SealedRow } from './store.ts';

const DRAFT_FILES = {
  table: 'draft_file',
  columns: { draft: 'text', path: 'text', digest: 'text', size: 'int8', media_type: 'text', recipe: 'bytea' },
  suffix: `on conflict (draft, path) do update set digest = excluded.digest, size = excluded.size,
    media_type = excluded.media_type, recipe = excluded.recipe`
} as const;

/** Drafts in SQL. */
export class SqlDraftStore implements IDraftStore {
  private readonly _records: Records;
  private readonly _clock: IClock;

  constructor(records: Records, clock: IClock) {
    this._records = records;
    this._clock = clock;
  }

  async find(id: string): Promise<DraftRow | null> {
    return (await this._select(sql`d.id = ${id}`))[0] ?? null;
  }

  async ofOwner(owner: string): Promise<DraftRow[]> {
    return this._select(sql`d.owner = ${owner} and d.state <> 'published' order by d.touched_at desc, d.id desc`);
  }

  async add(
    draft: Pick<DraftRow, 'id' | 'owner' | 'work' | 'title' | 'source' | 'total'> & { base: string | null }
  ): Promise<void> {
    const now = this._clock.now();
    await this._records.db
      .insertInto('draft')
      .values({
        ...draft,
        filesFrom: null,
        state: 'open',
        received: 0,
        cover: null,
        sealed: null,
        revision: 0,
        createdAt: now,
        touchedAt: now
      })
      .execute();
  }

  async lock(id: string): Promise<void> {
    if (this._records.engine === 'postgres') {
      await sql`select id from draft where id = ${id} for update`.execute(this._records.db);
    }
  }

  async receive(id: string, bytes: number): Promise<void> {
    await this._records.db
      .updateTable('draft')
      .set(eb => ({ received: eb('received', '+', bytes), touchedAt: this._clock.now() }))
      .where('id', '=', id)
      .execute();
  }

  async change(id: string, from: string | null, { put, remove }: Pick<PutFiles, 'put' | 'remove'>): Promise<void> {
    const { db } = this._records;
    if (from !== null) {
      await db.deleteFrom('draftFile').where('draft', '=', id).execute();
      await db.updateTable('draft').set({ filesFrom: from }).where('id', '=', id).execute();
    }
    await insertMany(this._records, DRAFT_FILES, [
      ...remove.map(path => [id, path, null, 0, '', null]),
      ...put.map(({ path, digest, size, mediaType, chunks }) => [
        id,
        path,
        digest,
        size,
        mediaType,
        chunks ? Buffer.from(chunks.join(''), 'hex') : null
      ])
    ]);
    await this._revise(id);
  }

  async clear(id: string): Promise<void> {
    await this._records.db.deleteFrom('draftFile').where('draft', '=', id).execute();
    await this._records.db.updateTable('draft').set({ filesFrom: null }).where('id', '=', id).execute();
    await this._revise(id);
  }

  async countPut(id: string): Promise<number> {
    const { count } = await this._records.db
      .selectFrom('draftFile')
      .select(eb => eb.fn.countAll<number>().as('count'))
      .where('draft', '=', id)
      .where('digest', 'is not', null)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  async files(id: string): Promise<DraftFile[]> {
    const { db } = this._records;
    const changed = await db
      .selectFrom('draftFile')
      .select(['path', 'digest', 'size', 'mediaType', 'recipe'])
      .where('draft', '=', id)
      .execute();
    const touched = new Set(changed.map(file => file.path));
    const files = (await this._baseFiles(id)).filter(file => !touched.has(file.path));
    for (const { digest, ...file } of changed) {
      if (digest !== null) {
        files.push({ ...file, digest, isFromBase: false });
      }
    }
    return files.sort((a, b) => comparePaths(a.path, b.path));
  }

  async setCover(id: string, cover: string): Promise<void> {
    await this._records.db.updateTable('draft').set({ cover }).where('id', '=', id).execute();
  }

  async seal(id: string, sealed: SealedRow, revision: number): Promise<boolean> {
    const row = await this._records.db
      .updateTable('draft')
      .set({ state: 'sealed', sealed: JSON.stringify(sealed), touchedAt: this._clock.now() })
      .where('id', '=', id)
      .where('revision', '=', revision)
      .where('state', '=', 'open')
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  }

  async setChecks(id: string, sealed: SealedRow, checks: readonly Check[]): Promise<void> {
    await this._records.db
      .updateTable('draft')
      .set({ sealed: JSON.stringify({ ...sealed, checks }), touchedAt: this._clock.now() })
      .where('id', '=', id)
      .where('state', '=', 'sealed')
      .execute();
  }

  async publish(id: string, work: string): Promise<void> {
    const { db } = this._records;
    await db.deleteFrom('draftFile').where('draft', '=', id).execute();
    await db.deleteFrom('draftChunk').where('draft', '=', id).execute();
    await db
      .updateTable('draft')
      .set({ state: 'published', work, sealed: null, touchedAt: this._clock.now() })
      .where('id', '=', id)
      .execute();
  }

  async remove(id: string): Promise<void> {
    await this._records.db.deleteFrom('draft').where('id', '=', id).execute();
  }

  async removeOf(work: string): Promise<void> {
    await this._records.db.deleteFrom('draft').where('work', '=', work).execute();
  }

  async expire(): Promise<void> {
    const now = this._clock.now();
    await this._records.db
      .deleteFrom('draft')
      .where(eb =>
        eb.or([
          eb.and([eb('state', '=', 'open'), eb('touchedAt', '<', now - LIMITS.draftIdleMs)]),
          eb('touchedAt', '<', now - LIMITS.draftSealedMs)
        ])
      )
      .execute();
  }

  private async _revise(id: string): Promise<void> {
    await this._records.db
      .updateTable('draft')
      .set(eb => ({ revision: eb('revision', '+', 1), touchedAt: this._clock.now() }))
      .where('id', '=', id)
      .execute();
  }

  private async _baseFiles(id: string): Promise<DraftFile[]> {
    const { rows } = await sql<Omit<DraftFile, 'recipe' | 'isFromBase'>>`
      select rf.path, f.digest, f.size, rf.media_type
      from draft d join release r on r.id = d.files_from
        join release_file rf on rf.work = r.work and rf.since <= r.seq and (rf.until is null or rf.until > r.seq)
        join file f on f.id = rf.file
      where d.id = ${id}
    `.execute(this._records.db);
    return rows.map(row => ({ ...row, recipe: null, isFromBase: true }));
  }

  private async _select(condition: RawBuilder<unknown>): Promise<DraftRow[]> {
    const now = this._clock.now();
    const { rows } = await sql<Selected>`
      select d.id, d.owner, d.work, d.title, d.source, d.state, d.total, d.received, d.cover, d.sealed, d.revision,
        d.created_at, d.touched_at, r.id as release, r.seq, r.label, r.manifest, r.files_digest
      from draft d left join release r on r.id = d.base
      where (d.touched_at >= ${now - LIMITS.draftIdleMs}
        or d.state <> 'open' and d.touched_at >= ${now - LIMITS.draftSealedMs}) and ${condition}
    `.execute(this._records.db);
    return rows.map(rowOf);
  }
}

type Selected = Omit<DraftRow, 'state' | 'sealed' | 'base'> & {
  state: string;
  sealed: string | null;
  release: string | null;
  seq: number | null;
  label: string | null;
  manifest: string | null;
  filesDigest: string | null;
};

function rowOf({ release, seq, label, manifest, filesDigest, ...draft }: Selected): DraftRow {
  return {
    ...draft,
    state: draft.state as DraftState,
    sealed: draft.sealed === null ? null : (JSON.parse(draft.sealed) as SealedRow),
    base:
      release === null
        ? null
        : { release, seq: seq ?? 0, label: label ?? '', manifest: manifest ?? '', filesDigest: filesDigest ?? '' }
  };
}
