// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { sql } from 'kysely';
import { roomLogTables } from '../room-log-tables.ts';
import type { ColumnTypes, Migration } from '../migrate.ts';

/** Rooms: members, invitations, talk and versions; with PostgreSQL also what is typed. */
export const rooms: Migration = async (db, columns) => {
  const ownFile = columns.bytes === 'blob';
  for (const statement of [...tables(columns), ...(ownFile ? [] : roomLogTables(columns))]) {
    await sql.raw(statement).execute(db);
  }
};

function tables({ integer, text }: ColumnTypes): string[] {
  const room = `room ${text} not null references room on delete cascade`;
  return [
    `create table room (
      id ${text} primary key, title ${text} not null, path ${text} not null, epoch ${integer} not null,
      state ${text} not null, started_by ${text} not null references person, source ${text},
      created_at ${integer} not null, updated_at ${integer} not null, deleted_at ${integer})`,
    'create index room_started_by on room (started_by)',
    `create table room_member (
      id ${text} primary key, ${room}, kind ${text} not null, name ${text} not null, role ${text} not null,
      added_at ${integer} not null, unique (room, kind, name))`,
    'create index room_member_name on room_member (name, kind)',
    `create table room_person (
      ${room}, person ${text} not null references person, joined_at ${integer} not null, left_at ${integer},
      primary key (room, person))`,
    `create table room_invitation (
      id ${text} primary key, ${room}, code_hash ${text} not null, role ${text} not null,
      by ${text} not null references person, created_at ${integer} not null, expires_at ${integer} not null,
      used ${integer} not null, people ${integer} not null)`,
    'create index room_invitation_room on room_invitation (room)',
    `create table room_client (
      ${room}, epoch ${integer} not null, client ${integer} not null, person ${text} not null,
      primary key (room, epoch, client))`,
    `create table room_talk (
      id ${text} primary key, ${room}, thread ${text}, by ${text} not null references person, text ${text} not null,
      anchor ${text}, at ${integer} not null, edited_at ${integer}, removed_at ${integer}, resolved_by ${text},
      resolved_at ${integer})`,
    'create index room_talk_room on room_talk (room, id)',
    `create table room_version (
      id ${text} primary key, ${room}, name ${text}, at ${integer} not null, cause ${text} not null, by ${text},
      authors ${text} not null, cells ${integer} not null, digest ${text} not null)`,
    'create index room_version_room on room_version (room, id)'
  ];
}
