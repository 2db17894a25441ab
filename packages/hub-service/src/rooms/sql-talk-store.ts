// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Person, TalkAnchor } from '@jupyter-atrium/api';
import type { IClock } from '../clock.ts';
import type { Records } from '../db/database.ts';
import type { Database } from '../db/schema.ts';
import type { ITalkStore, TalkRow } from './store.ts';

/** Talk in SQL. */
export class SqlTalkStore implements ITalkStore {
  private readonly _db: Database;
  private readonly _clock: IClock;

  constructor({ db }: Records, clock: IClock) {
    this._db = db;
    this._clock = clock;
  }

  async all(room: string): Promise<TalkRow[]> {
    const rows = await this._select().where('talk.room', '=', room).orderBy('talk.id').execute();
    return rows.map(talkOf);
  }

  async find(room: string, id: string): Promise<TalkRow | null> {
    const row = await this._select().where('talk.room', '=', room).where('talk.id', '=', id).executeTakeFirst();
    return row ? talkOf(row) : null;
  }

  async count(room: string): Promise<number> {
    const { count } = await this._db
      .selectFrom('roomTalk')
      .select(eb => eb.fn.countAll<number>().as('count'))
      .where('room', '=', room)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  async add({ anchor, ...message }: Parameters<ITalkStore['add']>[0]): Promise<void> {
    await this._db
      .insertInto('roomTalk')
      .values({
        ...message,
        anchor: anchor && JSON.stringify(anchor),
        at: this._clock.now(),
        editedAt: null,
        removedAt: null,
        resolvedBy: null,
        resolvedAt: null
      })
      .execute();
  }

  async setText(id: string, text: string): Promise<void> {
    await this._db.updateTable('roomTalk').set({ text, editedAt: this._clock.now() }).where('id', '=', id).execute();
  }

  async remove(id: string): Promise<void> {
    const removedAt = this._clock.now();
    await this._db.updateTable('roomTalk').set({ text: '', removedAt }).where('id', '=', id).execute();
  }

  async resolve(id: string, by: string | null): Promise<void> {
    const resolvedAt = by === null ? null : this._clock.now();
    await this._db.updateTable('roomTalk').set({ resolvedBy: by, resolvedAt }).where('id', '=', id).execute();
  }

  private _select() {
    return this._db
      .selectFrom('roomTalk as talk')
      .innerJoin('person', 'person.id', 'talk.by')
      .leftJoin('person as resolver', 'resolver.id', 'talk.resolvedBy')
      .select(['talk.id', 'talk.room', 'talk.thread', 'talk.text', 'talk.anchor', 'talk.at', 'talk.editedAt'])
      .select(['talk.removedAt', 'talk.resolvedAt', 'person.id as personId', 'person.name as personName'])
      .select(['resolver.id as resolverId', 'resolver.name as resolverName']);
  }
}

type Selected = {
  id: string;
  room: string;
  thread: string | null;
  text: string;
  anchor: string | null;
  at: number;
  editedAt: number | null;
  removedAt: number | null;
  resolvedAt: number | null;
  personId: string;
  personName: string;
  resolverId: string | null;
  resolverName: string | null;
};

function talkOf({ personId, personName, resolverId, resolverName, resolvedAt, anchor, ...row }: Selected): TalkRow {
  const by: Person = { id: personId, name: personName };
  return {
    ...row,
    by,
    anchor: anchor === null ? null : (JSON.parse(anchor) as TalkAnchor),
    resolved:
      resolverId === null || resolvedAt === null
        ? null
        : { by: { id: resolverId, name: resolverName ?? '' }, at: resolvedAt }
  };
}
