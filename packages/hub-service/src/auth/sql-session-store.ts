// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IClock } from '../clock.ts';
import type { Database } from '../db/schema.ts';
import type { ISessionStore, LoginRow, SessionRow } from './session-store.ts';

/** Logins under way at once; beyond, the oldest end. Anybody may begin one. */
const MOST_LOGINS = 10_000;
/** Sessions a person has at once: browsers and private windows. */
const MOST_SESSIONS = 20;

/** Sessions in SQL. */
export class SqlSessionStore implements ISessionStore {
  private readonly _db: Database;
  private readonly _clock: IClock;

  constructor(db: Database, clock: IClock) {
    this._db = db;
    this._clock = clock;
  }

  async addLogin(login: LoginRow): Promise<void> {
    await this._db.deleteFrom('login').where('expiresAt', '<=', this._clock.now()).execute();
    const last = await this._db
      .selectFrom('login')
      .select('expiresAt')
      .orderBy('expiresAt', 'desc')
      .offset(MOST_LOGINS - 1)
      .limit(1)
      .executeTakeFirst();
    if (last) {
      await this._db.deleteFrom('login').where('expiresAt', '<=', last.expiresAt).execute();
    }
    await this._db.insertInto('login').values(login).execute();
  }

  async takeLogin(id: string): Promise<LoginRow | null> {
    const login = await this._db.deleteFrom('login').where('id', '=', id).returningAll().executeTakeFirst();
    return login && login.expiresAt > this._clock.now() ? login : null;
  }

  async add(session: SessionRow): Promise<void> {
    await this._db.deleteFrom('session').where('expiresAt', '<=', this._clock.now()).execute();
    const others = await this._db
      .selectFrom('session')
      .select('id')
      .where('person', '=', session.person)
      .orderBy('expiresAt', 'desc')
      .execute();
    const ended = others.slice(MOST_SESSIONS - 1).map(other => other.id);
    if (ended.length > 0) {
      await this._db.deleteFrom('session').where('id', 'in', ended).execute();
    }
    await this._db.insertInto('session').values(session).execute();
  }

  async find(id: string): Promise<SessionRow | null> {
    const session = await this._db.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirst();
    return session && session.expiresAt > this._clock.now() ? session : null;
  }

  async setUndo(id: string, undo: string | null): Promise<void> {
    await this._db.updateTable('session').set({ undo }).where('id', '=', id).execute();
  }

  async remove(id: string): Promise<void> {
    await this._db.deleteFrom('session').where('id', '=', id).execute();
  }

  async isSpent(nonce: string): Promise<boolean> {
    const found = await this._db
      .selectFrom('spentConfirm')
      .select('nonce')
      .where('nonce', '=', nonce)
      .executeTakeFirst();
    return found !== undefined;
  }

  async spend(nonce: string, expiresAt: number): Promise<boolean> {
    await this._db.deleteFrom('spentConfirm').where('expiresAt', '<=', this._clock.now()).execute();
    const added = await this._db
      .insertInto('spentConfirm')
      .values({ nonce, expiresAt })
      .onConflict(conflict => conflict.doNothing())
      .returning('nonce')
      .executeTakeFirst();
    return added !== undefined;
  }
}
