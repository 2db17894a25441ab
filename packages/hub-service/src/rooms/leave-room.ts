// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { LastOwnerError } from './errors.ts';
import { enterRoom, hasOwner } from './policy.ts';

export const leaveRoom = route(operations.leaveRoom, async ({ params, caller, context, commit }) => {
  const { room } = await enterRoom(context, caller, params.room);
  await commit({ object: room.id }, async stores => {
    const { members } = await enterRoom(stores, caller, room.id);
    const own = members.find(({ kind, name }) => kind === 'person' && name === caller.username);
    if (!hasOwner(members.filter(member => member !== own))) {
      throw new LastOwnerError();
    }
    if (own) {
      await stores.rooms.removeMember(own.id);
    }
    await stores.rooms.putPerson(room.id, caller.person, true);
  });
  await context.live.changed(room.id, room.epoch);
});
