// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Room, RoomPage, RoomRole } from '@jupyter-atrium/api';
import type { Caller } from '../auth/caller.ts';
import type { AppContext } from '../context.ts';
import type { Stores } from '../stores.ts';
import { type Entered, findMember } from './policy.ts';
import { presentPage, presentRoom } from './present.ts';
import type { RoomRow } from './store.ts';

type RoomStores = Pick<Stores, 'rooms'>;

/** What a room's page shows to one of its members, as the stores have it. */
export async function pageOf(
  { config, live }: AppContext,
  { rooms }: RoomStores,
  caller: Caller,
  { room, members, role }: Entered
): Promise<RoomPage> {
  const joined = await rooms.joined([room.id], caller.person);
  const invitations = role === 'owner' ? await rooms.invitations(room.id) : [];
  const view = { role, hasJoined: joined.has(room.id), members: members.length, here: live.here(room.id) };
  return presentPage(presentRoom(config, room, view), members, invitations);
}

/** The same after a change. */
export async function pageAfter(
  context: AppContext,
  stores: RoomStores,
  caller: Caller,
  id: string
): Promise<RoomPage> {
  return pageOf(context, stores, caller, await findMember(stores, caller, id));
}

/** Rooms as a list shows them. */
export async function presentRooms(
  { config, live, rooms }: AppContext,
  caller: Caller,
  entered: readonly { room: RoomRow; role: RoomRole }[]
): Promise<Room[]> {
  const ids = entered.map(({ room }) => room.id);
  const joined = await rooms.joined(ids, caller.person);
  const members = await rooms.countMembers(ids);
  return entered.map(({ room, role }) => {
    const { id } = room;
    return presentRoom(config, room, {
      role,
      hasJoined: joined.has(id),
      members: members.get(id) ?? 0,
      here: live.here(id)
    });
  });
}
