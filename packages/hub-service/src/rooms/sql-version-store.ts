// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Person, RoomVersion } from '@jupyter-atrium/api';
import type { Records } from '../db/database.ts';
import type { Database } from '../db/schema.ts';
import type { IVersionStore, VersionRow } from './store.ts';

type Stored = {
  id: string;
  room: string;
  name: string | null;
  at: number;
  cause: string;
  by: string | null;
  authors: string;
  cells: number;
  digest: string;
};

/** Versions in SQL. */
export class SqlVersionStore implements IVersionStore {
  private readonly _db: Database;

  constructor({ db }: Records) {
    this._db = db;
  }

  async all(room: string): Promise<VersionRow[]> {
    const rows = await this._db
      .selectFrom('roomVersion')
      .selectAll()
      .where('room', '=', room)
      .orderBy('id', 'desc')
      .execute();
    return this._named(rows);
  }

  async find(room: string, id: string): Promise<VersionRow | null> {
    const rows = await this._db
      .selectFrom('roomVersion')
      .selectAll()
      .where('room', '=', room)
      .where('id', '=', id)
      .execute();
    return (await this._named(rows))[0] ?? null;
  }

  async newest(room: string): Promise<VersionRow | null> {
    const rows = await this._db
      .selectFrom('roomVersion')
      .selectAll()
      .where('room', '=', room)
      .orderBy('id', 'desc')
      .limit(1)
      .execute();
    return (await this._named(rows))[0] ?? null;
  }

  async add({ authors, ...version }: Parameters<IVersionStore['add']>[0]): Promise<void> {
    await this._db
      .insertInto('roomVersion')
      .values({ ...version, authors: JSON.stringify(authors) })
      .execute();
  }

  async setName(id: string, name: string): Promise<void> {
    await this._db.updateTable('roomVersion').set({ name }).where('id', '=', id).execute();
  }

  async removeMany(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) {
      await this._db.deleteFrom('roomVersion').where('id', 'in', ids).execute();
    }
  }

  private async _named(rows: readonly Stored[]): Promise<VersionRow[]> {
    const parsed = rows.map(row => ({ ...row, authors: JSON.parse(row.authors) as string[] }));
    const ids = parsed.flatMap(row => [...row.authors, ...(row.by === null ? [] : [row.by])]);
    const people = await this._people(ids);
    return parsed.map(row => ({
      ...row,
      cause: row.cause as RoomVersion['cause'],
      by: row.by === null ? null : (people.get(row.by) ?? null),
      authors: row.authors.flatMap(id => people.get(id) ?? [])
    }));
  }

  private async _people(ids: readonly string[]): Promise<Map<string, Person>> {
    if (ids.length === 0) {
      return new Map();
    }
    const rows = await this._db
      .selectFrom('person')
      .select(['id', 'name'])
      .where('id', 'in', [...new Set(ids)])
      .execute();
    return new Map(rows.map(row => [row.id, row]));
  }
}
