// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { InvitedRole, Reader, RoomRole, RoomSource } from '@jupyter-atrium/api';
import type { SelectQueryBuilder } from 'kysely';
import type { IClock } from '../clock.ts';
import { newId } from '../clock.ts';
import type { Records } from '../db/database.ts';
import type { Database, Tables } from '../db/schema.ts';
import type { Guest, InvitationRow, IRoomStore, MemberRow, RoomRow, RoomState } from './store.ts';

/** Rooms in SQL. */
export class SqlRoomStore implements IRoomStore {
  private readonly _db: Database;
  private readonly _clock: IClock;

  constructor({ db }: Records, clock: IClock) {
    this._db = db;
    this._clock = clock;
  }

  async find(id: string): Promise<RoomRow | null> {
    const row = await this._rooms().where('room.id', '=', id).executeTakeFirst();
    return row ? roomOf(row) : null;
  }

  async of({ person, username, groups }: Guest): Promise<RoomRow[]> {
    const rows = await this._rooms()
      .where(eb =>
        eb.exists(
          eb
            .selectFrom('roomMember')
            .select('roomMember.id')
            .whereRef('roomMember.room', '=', 'room.id')
            .where(member =>
              member.or([
                member.and([member('kind', '=', 'person'), member('roomMember.name', '=', username)]),
                ...(groups.length > 0
                  ? [member.and([member('kind', '=', 'group'), member('roomMember.name', 'in', groups)])]
                  : [])
              ])
            )
        )
      )
      .where(eb =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('roomPerson')
              .select('roomPerson.room')
              .whereRef('roomPerson.room', '=', 'room.id')
              .where('roomPerson.person', '=', person)
              .where('roomPerson.leftAt', 'is not', null)
          )
        )
      )
      .orderBy('room.updatedAt', 'desc')
      .execute();
    return rows.map(roomOf);
  }

  async countStartedBy(person: string): Promise<number> {
    const { count } = await this._db
      .selectFrom('room')
      .select(eb => eb.fn.countAll<number>().as('count'))
      .where('startedBy', '=', person)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  async add({ source, ...room }: Parameters<IRoomStore['add']>[0]): Promise<void> {
    await this._db
      .insertInto('room')
      .values({ ...room, source: source && JSON.stringify(source), deletedAt: null })
      .execute();
  }

  async set(id: string, fields: Parameters<IRoomStore['set']>[1]): Promise<void> {
    await this._db
      .updateTable('room')
      .set({ ...fields, updatedAt: this._clock.now() })
      .where('id', '=', id)
      .execute();
  }

  async touch(id: string): Promise<void> {
    await this.set(id, {});
  }

  async deletedBefore(time: number): Promise<string[]> {
    const rows = await this._db.selectFrom('room').select('id').where('deletedAt', '<', time).execute();
    return rows.map(row => row.id);
  }

  async remove(id: string): Promise<void> {
    await this._db.deleteFrom('room').where('id', '=', id).execute();
  }

  async members(room: string): Promise<MemberRow[]> {
    const rows = await this._db
      .selectFrom('roomMember as member')
      .leftJoin('person', join => join.onRef('person.username', '=', 'member.name').on('member.kind', '=', 'person'))
      .leftJoin('roomPerson', join =>
        join.onRef('roomPerson.person', '=', 'person.id').onRef('roomPerson.room', '=', 'member.room')
      )
      .select(['member.id', 'member.kind', 'member.name', 'member.role', 'member.addedAt'])
      .select(['person.id as personId', 'person.name as personName', 'roomPerson.joinedAt'])
      .where('member.room', '=', room)
      .orderBy('member.id')
      .execute();
    return rows.map(row => ({
      id: row.id,
      kind: row.kind as Reader['kind'],
      name: row.name,
      role: row.role as RoomRole,
      addedAt: row.addedAt,
      person: row.personId === null ? null : { id: row.personId, name: row.personName ?? row.name },
      hasJoined: row.joinedAt !== null
    }));
  }

  async countMembers(rooms: readonly string[]): Promise<Map<string, number>> {
    if (rooms.length === 0) {
      return new Map();
    }
    const rows = await this._db
      .selectFrom('roomMember')
      .select(eb => ['room', eb.fn.countAll<number>().as('count')])
      .where('room', 'in', rooms)
      .groupBy('room')
      .execute();
    return new Map(rows.map(row => [row.room, Number(row.count)]));
  }

  async putMember(room: string, { kind, name }: Reader, role: RoomRole): Promise<void> {
    await this._db
      .insertInto('roomMember')
      .values({ id: newId(this._clock), room, kind, name, role, addedAt: this._clock.now() })
      .onConflict(conflict => conflict.columns(['room', 'kind', 'name']).doUpdateSet({ role }))
      .execute();
  }

  async removeMember(id: string): Promise<void> {
    await this._db.deleteFrom('roomMember').where('id', '=', id).execute();
  }

  async joined(rooms: readonly string[], person: string): Promise<Set<string>> {
    if (rooms.length === 0) {
      return new Set();
    }
    const rows = await this._db
      .selectFrom('roomPerson')
      .select('room')
      .where('person', '=', person)
      .where('room', 'in', rooms)
      .execute();
    return new Set(rows.map(row => row.room));
  }

  async putPerson(room: string, person: string, hasLeft: boolean): Promise<void> {
    const now = this._clock.now();
    const leftAt = hasLeft ? now : null;
    await this._db
      .insertInto('roomPerson')
      .values({ room, person, joinedAt: now, leftAt })
      .onConflict(conflict => conflict.columns(['room', 'person']).doUpdateSet({ leftAt }))
      .execute();
  }

  async invitations(room: string): Promise<InvitationRow[]> {
    const rows = await this._db
      .selectFrom('roomInvitation as invitation')
      .innerJoin('person', 'person.id', 'invitation.by')
      .select(['invitation.id', 'invitation.role', 'invitation.createdAt', 'invitation.expiresAt'])
      .select(['invitation.used', 'invitation.people', 'person.id as personId', 'person.name'])
      .where('invitation.room', '=', room)
      .where('invitation.expiresAt', '>', this._clock.now())
      .orderBy('invitation.id')
      .execute();
    return rows.map(({ personId, name, role, ...row }) => ({
      ...row,
      role: role as InvitedRole,
      by: { id: personId, name }
    }));
  }

  async addInvitation(room: string, invitation: Parameters<IRoomStore['addInvitation']>[1]): Promise<void> {
    await this._db
      .insertInto('roomInvitation')
      .values({ ...invitation, room, used: 0 })
      .execute();
  }

  async useInvitation(room: string, codeHash: string): Promise<InvitedRole | null> {
    const row = await this._db
      .updateTable('roomInvitation')
      .set(eb => ({ used: eb('used', '+', 1) }))
      .where('room', '=', room)
      .where('codeHash', '=', codeHash)
      .where('expiresAt', '>', this._clock.now())
      .where(eb => eb('used', '<', eb.ref('people')))
      .returning('role')
      .executeTakeFirst();
    return row ? (row.role as InvitedRole) : null;
  }

  async removeInvitation(room: string, id: string): Promise<boolean> {
    const { numDeletedRows } = await this._db
      .deleteFrom('roomInvitation')
      .where('room', '=', room)
      .where('id', '=', id)
      .executeTakeFirst();
    return numDeletedRows > 0;
  }

  async bindClients(room: string, epoch: number, clients: readonly number[], person: string): Promise<boolean> {
    const mine = clients.map(client => ({ room, epoch, client, person }));
    await this._db
      .insertInto('roomClient')
      .values(mine)
      .onConflict(conflict => conflict.doNothing())
      .execute();
    const foreign = await this._db
      .selectFrom('roomClient')
      .select('client')
      .where('room', '=', room)
      .where('epoch', '=', epoch)
      .where('client', 'in', clients)
      .where('person', '!=', person)
      .executeTakeFirst();
    return foreign === undefined;
  }

  private _rooms() {
    return selectRooms(this._db.selectFrom('room').innerJoin('person', 'person.id', 'room.startedBy'));
  }
}

type Joined = SelectQueryBuilder<Tables, 'room' | 'person', object>;

function selectRooms(query: Joined) {
  return query
    .select(['room.id', 'room.title', 'room.path', 'room.epoch', 'room.state', 'room.source'])
    .select(['room.createdAt', 'room.updatedAt', 'room.deletedAt', 'person.id as personId', 'person.name']);
}

type Selected = Awaited<ReturnType<ReturnType<typeof selectRooms>['executeTakeFirstOrThrow']>>;

function roomOf({ personId, name, state, source, ...row }: Selected): RoomRow {
  return {
    ...row,
    state: state as RoomState,
    startedBy: { id: personId, name },
    source: source === null ? null : (JSON.parse(source) as RoomSource)
  };
}
