// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Person, Reader } from '@jupyter-atrium/api';
import { sql } from 'kysely';
import type { Asker } from '../auth/audience.ts';
import type { IClock } from '../clock.ts';
import { newId } from '../clock.ts';
import type { Records } from '../db/database.ts';
import type { Database } from '../db/schema.ts';
import type { IPersonStore } from './store.ts';

/** How long a person's row may be out of date: a write at every call would wake the disk for nothing. */
const SEEN_EVERY_MS = 3_600_000;

/** People in SQL. */
export class SqlPersonStore implements IPersonStore {
  private readonly _db: Database;
  private readonly _engine: Records['engine'];
  private readonly _clock: IClock;

  constructor({ db, engine }: Records, clock: IClock) {
    this._db = db;
    this._engine = engine;
    this._clock = clock;
  }

  async see(username: string, displayName: string | null, groups: readonly string[]): Promise<Person> {
    const now = this._clock.now();
    const name = displayName ?? username;
    const known = await this._find(username);
    if (known && known.name === name && now - known.seenAt < SEEN_EVERY_MS) {
      await this._setGroups(known.id, groups);
      return { id: known.id, name };
    }
    await this._db
      .insertInto('person')
      .values({ id: newId(this._clock), username, name, createdAt: now, seenAt: now })
      .onConflict(conflict => conflict.column('username').doUpdateSet({ name, seenAt: now }))
      .execute();
    const person = known ?? (await this._find(username));
    const id = person?.id ?? '';
    await this._setGroups(id, groups);
    return { id, name };
  }

  async byId(ids: readonly string[]): Promise<Map<string, Person>> {
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

  async asker(id: string): Promise<Asker> {
    const person = await this._db.selectFrom('person').select('username').where('id', '=', id).executeTakeFirst();
    const groups = await this._groupsOf(id);
    return person ? { person: id, username: person.username, groups, canReadOwn: true } : null;
  }

  async lock(id: string): Promise<void> {
    if (this._engine === 'postgres') {
      await sql`select id from person where id = ${id} for no key update`.execute(this._db);
    }
  }

  async startingWith(start: string, limit: number): Promise<Reader[]> {
    const pattern = `${start.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    const people = await this._db
      .selectFrom('person')
      .select('username as name')
      .where(eb => eb(eb.fn<string>('lower', ['username']), 'like', pattern))
      // Hubs that are followed have a row, too.
      .where('username', 'not like', '//%')
      .orderBy('username')
      .limit(limit)
      .execute();
    const groups = await this._db
      .selectFrom('personGroup')
      .select('name')
      .distinct()
      .where(eb => eb(eb.fn<string>('lower', ['name']), 'like', pattern))
      .orderBy('name')
      .limit(limit)
      .execute();
    return [
      ...groups.map(row => ({ kind: 'group' as const, name: row.name })),
      ...people.map(row => ({ kind: 'person' as const, name: row.name }))
    ].slice(0, limit);
  }

  private _find(username: string): Promise<{ id: string; name: string; seenAt: number } | undefined> {
    return this._db
      .selectFrom('person')
      .select(['id', 'name', 'seenAt'])
      .where('username', '=', username)
      .executeTakeFirst();
  }

  private async _setGroups(person: string, groups: readonly string[]): Promise<void> {
    const known = await this._groupsOf(person);
    if (known.length === groups.length && groups.every(group => known.includes(group))) {
      return;
    }
    await this._db.deleteFrom('personGroup').where('person', '=', person).execute();
    if (groups.length > 0) {
      await this._db
        .insertInto('personGroup')
        .values(groups.map(name => ({ person, name })))
        .onConflict(conflict => conflict.doNothing())
        .execute();
    }
  }

  private async _groupsOf(person: string): Promise<string[]> {
    const rows = await this._db.selectFrom('personGroup').select('name').where('person', '=', person).execute();
    return rows.map(row => row.name);
  }
}
