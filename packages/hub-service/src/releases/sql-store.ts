// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Card, Changes } from '@jupyter-atrium/api';
import type { IClock } from '../clock.ts';
import type { Records } from '../db/database.ts';
import type { WorkState } from '../works/store.ts';
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
    const rows = await this._select().where('release.work', '=', work).orderBy('release.seq', 'desc').execute();
    return rows.map(rowOf);
  }

  async byLabel(work: string, label: string): Promise<ReleaseRow | null> {
    const row = await this._select()
      .where('release.work', '=', work)
      .where('release.label', '=', label)
      .executeTakeFirst();
    return row ? rowOf(row) : null;
  }

  async byId(id: string): Promise<ReleaseRow | null> {
    const row = await this._select().where('release.id', '=', id).executeTakeFirst();
    return row ? rowOf(row) : null;
  }

  async byManifest(manifest: string): Promise<ReleaseRow | null> {
    const row = await this._select().where('release.manifest', '=', manifest).executeTakeFirst();
    return row ? rowOf(row) : null;
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

  async setState(id: string, state: WorkState, reason: string | null): Promise<void> {
    const { db } = this._records;
    const withdrawn =
      state === 'live'
        ? { withdrawnAt: null, withdrawReason: null }
        : { withdrawnAt: this._clock.now(), withdrawReason: reason };
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

  private _select() {
    return this._records.db
      .selectFrom('release')
      .innerJoin('person', 'person.id', 'release.by')
      .select([
        'release.id',
        'release.work',
        'release.seq',
        'release.label',
        'release.manifest',
        'release.filesDigest',
        'release.createdAt',
        'release.by',
        'person.name',
        'release.note',
        'release.files',
        'release.bytes',
        'release.changes',
        'release.card',
        'release.state',
        'release.withdrawnAt',
        'release.withdrawReason'
      ]);
  }
}

type Selected = Awaited<ReturnType<ReturnType<SqlReleaseStore['_select']>['execute']>>[number];

function rowOf({ by, name, changes, card, state, ...release }: Selected): ReleaseRow {
  return {
    ...release,
    by: { id: by, name },
    changes: changes === null ? null : (JSON.parse(changes) as Changes),
    card: JSON.parse(card) as Card,
    state: state as WorkState
  };
}
