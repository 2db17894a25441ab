// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type {
  Person,
  Room,
  RoomInvitation,
  RoomMember,
  RoomPage,
  RoomRole,
  RoomVersion,
  TalkMessage
} from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import type { Config } from '../config.ts';
import { hubOf } from '../hub.ts';
import type { InvitationRow, MemberRow, RoomRow, TalkRow, VersionRow } from './store.ts';

/** What of a room depends on who looks, and when. */
export type RoomView = { role: RoomRole; hasJoined: boolean; members: number; here: Person[] };

/** The address of a room, which people pass on. */
export function roomUrl(config: Config, id: string): string {
  return `${config.publicUrl ?? config.prefix}rooms/${id}`;
}

export function presentRoom(config: Config, room: RoomRow, view: RoomView): Room {
  return {
    id: room.id,
    url: roomUrl(config, room.id),
    title: room.title,
    path: room.path,
    hub: hubOf(config),
    startedBy: room.startedBy,
    epoch: room.epoch,
    state: room.state,
    from: room.source,
    createdAt: iso(room.createdAt),
    updatedAt: iso(room.updatedAt),
    erasedAt: room.deletedAt === null ? null : iso(room.deletedAt + LIMITS.roomDeletedMs),
    ...view
  };
}

export function presentPage(
  room: Room,
  members: readonly MemberRow[],
  invitations: readonly InvitationRow[]
): RoomPage {
  return { ...room, memberList: members.map(presentMember), invitations: invitations.map(presentInvitation) };
}

export function presentMember({ id, kind, name, person, role, hasJoined, addedAt }: MemberRow): RoomMember {
  return { id, kind, name: person?.name ?? name, person: person?.id ?? null, role, hasJoined, addedAt: iso(addedAt) };
}

export function presentInvitation({ createdAt, expiresAt, ...invitation }: InvitationRow): RoomInvitation {
  return { ...invitation, createdAt: iso(createdAt), expiresAt: iso(expiresAt) };
}

export function presentMessage({ id, thread, by, text, anchor, ...row }: TalkRow): TalkMessage {
  return {
    id,
    thread,
    by,
    text,
    anchor,
    at: iso(row.at),
    editedAt: row.editedAt === null ? null : iso(row.editedAt),
    removedAt: row.removedAt === null ? null : iso(row.removedAt),
    resolved: row.resolved && { by: row.resolved.by, at: iso(row.resolved.at) }
  };
}

export function presentVersion({ id, name, at, cause, by, authors, cells }: VersionRow): RoomVersion {
  return { id, name, at: iso(at), cause, by, authors, cells };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
