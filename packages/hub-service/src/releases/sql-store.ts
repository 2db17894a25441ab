// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Card, Changes } from '@jupyter-atrium/api';
import { type RawBuilder, sql } from 'kysely';
import type { IClock } from '../clock.ts';
import type { Records } from '../db/database.ts';
import { withdrawalColumns } from '../db/withdrawal-columns.ts';
import type { Cause, WorkState } from '../works/store.ts';
import type { IReleaseStore, NewRelease, ReleaseRow } from './store.ts';

/** Releases in SQL. */
export class SqlReleaseStore implements IReleaseStore {
  private readonly _records: Records;
  private readonly _clock: IClock;

  constructor(records: Records, clock: IClock) {
    this._records = records;
    this._clock = clock;
  }

  async ofWork(work: string): Promise<ReleaseRow[]> {
    return this._select(sql`r.work = ${work} order by r.seq desc`);
  }

  async byLabel(work: string, label: string): Promise<ReleaseRow | null> {
    return (await this._select(sql`r.work = ${work} and r.label = ${label}`))[0] ?? null;
  }

  async byId(id: string): Promise<ReleaseRow | null> {
    return (await this._select(sql`r.id = ${id}`))[0] ?? null;
  }

  async byManifest(manifest: string): Promise<ReleaseRow | null> {
    return (await this._select(sql`r.manifest = ${manifest}`))[0] ?? null;
  }

  async countSince(by: string, since: number): Promise<number> {
    const { count } = await this._records.db
      .selectFrom('release')
      .select(eb => eb.fn.countAll<number>().as('count'))
      .where('by', '=', by)
      .where('createdAt', '>', since)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  async add({ crate, madeFrom, changes, card, ...release }: NewRelease): Promise<void> {
    const { db } = this._records;
    await db
      .insertInto('release')
      .values({
        ...release,
        crate: crate.digest,
        crateBytes: crate.bytes,
        state: 'live',
        withdrawnAt: null,
        withdrawReason: null,
        withdrawCategory: null,
        changes: changes && JSON.stringify(changes),
        card: JSON.stringify(card),
        cover: card.cover
      })
      .execute();
    if (madeFrom.length > 0) {
      await db
        .insertInto('lineage')
        .values(madeFrom.map(source => ({ release: release.id, manifest: source.manifest, url: source.work })))
        .onConflict(conflict => conflict.doNothing())
        .execute();
    }
  }

  async setCard(id: string, card: Card): Promise<void> {
    await this._records.db
      .updateTable('release')
      .set({ card: JSON.stringify(card), cover: card.cover })
      .where('id', '=', id)
      .execute();
  }

  async setState(id: string, state: WorkState, cause: Cause | null): Promise<void> {
    const { db } = this._records;
    const withdrawn = withdrawalColumns(state, cause, this._clock.now());
    // What names an erased release stays: the digest of a salted document, which tells nothing.
    const erased = state === 'erased' ? { card: '{}', cover: null, note: '', changes: null, crateBytes: null } : {};
    await db
      .updateTable('release')
      .set({ state, ...withdrawn, ...erased })
      .where('id', '=', id)
      .execute();
    if (state === 'erased') {
      await db.deleteFrom('lineage').where('release', '=', id).execute();
      await db.deleteFrom('openedCopy').where('release', '=', id).execute();
    }
  }

  async hasCover(work: string, cover: string): Promise<boolean> {
    const row = await this._records.db
      .selectFrom('release')
      .select('id')
      .where('work', '=', work)
      .where('cover', '=', cover)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  private async _select(condition: RawBuilder<unknown>): Promise<ReleaseRow[]> {
    const { rows } = await sql<Selected>`
      select r.id, r.work, r.seq, r.label, r.manifest, r.files_digest, r.created_at, r.by, p.name, r.note, r.files,
        r.bytes, r.changes, r.card, r.state, r.withdrawn_at, r.withdraw_reason, r.withdraw_category
      from release r join person p on p.id = r.by
      where ${condition}
    `.execute(this._records.db);
    return rows.map(rowOf);
  }
}

type Selected = Omit<ReleaseRow, 'by' | 'changes' | 'card' | 'state'> & {
  by: string;
  name: string;
  changes: string | null;
  card: string;
  state: string;
};

function rowOf({ by, name, changes, card, state, ...release }: Selected): ReleaseRow {
  return {
    ...release,
    by: { id: by, name },
    changes: changes === null ? null : (JSON.parse(changes) as Changes),
    card: JSON.parse(card) as Card,
    state: state as WorkState
  };
}
