// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { RoomRole } from '@jupyter-atrium/api';
import type { Caller } from '../auth/caller.ts';
import { NotAllowedError } from '../errors.ts';
import type { Stores } from '../stores.ts';
import { RoomNotFoundError } from './errors.ts';
import type { Guest, MemberRow, RoomRow } from './store.ts';

/** Most first. */
const ROLES: readonly RoomRole[] = ['owner', 'editor', 'commenter', 'viewer'];

/** What people must be allowed for. */
export type RoomRight = 'read' | 'talk' | 'edit' | 'own';

const HOLDS: Readonly<Record<RoomRole, ReadonlySet<RoomRight>>> = {
  owner: new Set<RoomRight>(['read', 'talk', 'edit', 'own']),
  editor: new Set<RoomRight>(['read', 'talk', 'edit']),
  commenter: new Set<RoomRight>(['read', 'talk']),
  viewer: new Set<RoomRight>(['read'])
};

/** Tells whether a role allows something. */
export function mayInRoom(role: RoomRole, right: RoomRight): boolean {
  return HOLDS[role].has(right);
}

/** The greatest role somebody has, by their name or by a group; null: none. */
export function roleOf(members: readonly Pick<MemberRow, 'kind' | 'name' | 'role'>[], guest: Guest): RoomRole | null {
  const roles = members
    .filter(({ kind, name }) => (kind === 'person' ? name === guest.username : guest.groups.includes(name)))
    .map(member => member.role);
  return ROLES.find(role => roles.includes(role)) ?? null;
}

/** A room with its members and what the caller is in it. */
export type Entered = { room: RoomRow; members: MemberRow[]; role: RoomRole };

/**
 * Finds a room the caller is a member of.
 *
 * @param right - what they want to do there
 * @throws RoomNotFoundError for missing rooms and those the caller is not in alike, NotAllowedError
 */
export async function enterRoom(
  stores: Pick<Stores, 'rooms'>,
  caller: Caller,
  id: string,
  right: RoomRight = 'read'
): Promise<Entered> {
  const entered = await findMember(stores, caller, id);
  // A deleted room is there for its owners only, who may bring it back.
  if (entered.room.state === 'deleted' && !(entered.role === 'owner' && right === 'own')) {
    throw new RoomNotFoundError();
  }
  if (!mayInRoom(entered.role, right)) {
    throw new NotAllowedError('Only the owners of a room can do this. Ask one of them.');
  }
  return entered;
}

/**
 * Finds a room the caller is a member of, deleted or not.
 *
 * @throws RoomNotFoundError
 */
export async function findMember({ rooms }: Pick<Stores, 'rooms'>, caller: Caller, id: string): Promise<Entered> {
  const room = caller.canReadOwn ? await rooms.find(id) : null;
  const members = room ? await rooms.members(id) : [];
  const role = roleOf(members, caller);
  if (!room || !role) {
    throw new RoomNotFoundError();
  }
  return { room, members, role };
}

/** Tells whether a room would still have an owner who is a person. */
export function hasOwner(members: readonly Pick<MemberRow, 'kind' | 'role'>[]): boolean {
  return members.some(({ kind, role }) => kind === 'person' && role === 'owner');
}
