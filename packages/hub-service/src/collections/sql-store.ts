// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IClock } from '../clock.ts';
import type { Database } from '../db/schema.ts';
import type { CollectionRow, ICollectionStore } from './store.ts';

type Row = { id: string; title: string; text: string; isFeatured: number; createdAt: number; updatedAt: number };

/** Collections in SQL. */
export class SqlCollectionStore implements ICollectionStore {
  private readonly _db: Database;
  private readonly _clock: IClock;

  constructor(db: Database, clock: IClock) {
    this._db = db;
    this._clock = clock;
  }

  async all(): Promise<CollectionRow[]> {
    const rows = await this._db
      .selectFrom('collection')
      .selectAll()
      .orderBy('isFeatured', 'desc')
      .orderBy('title')
      .orderBy('id')
      .execute();
    const members = await this._db
      .selectFrom('collectionWork')
      .select(['collection', 'work'])
      .orderBy('collection')
      .orderBy('rank')
      .execute();
    const works = Map.groupBy(members, member => member.collection);
    return rows.map(row => present(row, works.get(row.id) ?? []));
  }

  async find(id: string): Promise<CollectionRow | null> {
    const row = await this._db.selectFrom('collection').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) {
      return null;
    }
    const members = await this._db
      .selectFrom('collectionWork')
      .select('work')
      .where('collection', '=', id)
      .orderBy('rank')
      .execute();
    return present(row, members);
  }

  async put({ id, works, ...fields }: Parameters<ICollectionStore['put']>[0]): Promise<void> {
    const now = this._clock.now();
    const row = { ...fields, isFeatured: fields.isFeatured ? 1 : 0, updatedAt: now };
    if (fields.isFeatured) {
      await this._db.updateTable('collection').set({ isFeatured: 0 }).where('id', '!=', id).execute();
    }
    await this._db
      .insertInto('collection')
      .values({ ...row, id, createdAt: now })
      .onConflict(conflict => conflict.column('id').doUpdateSet(row))
      .execute();
    await this._db.deleteFrom('collectionWork').where('collection', '=', id).execute();
    if (works.length > 0) {
      await this._db
        .insertInto('collectionWork')
        .values(works.map((work, rank) => ({ collection: id, work, rank })))
        .execute();
    }
  }

  async remove(id: string): Promise<void> {
    await this._db.deleteFrom('collection').where('id', '=', id).execute();
  }
}

function present({ isFeatured, ...row }: Row, members: readonly { work: string }[]): CollectionRow {
  return { ...row, isFeatured: isFeatured === 1, works: members.map(member => member.work) };
}
