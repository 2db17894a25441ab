// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { LastOwnerError, MemberNotFoundError } from './errors.ts';
import { enterRoom, hasOwner } from './policy.ts';

export const removeFromRoom = route(operations.removeFromRoom, async ({ params, caller, context, commit }) => {
  const { room } = await enterRoom(context, caller, params.room, 'own');
  await commit({ object: room.id, detail: { member: params.member } }, async stores => {
    const { members } = await enterRoom(stores, caller, room.id, 'own');
    const member = members.find(each => each.id === params.member);
    if (!member) {
      throw new MemberNotFoundError();
    }
    if (!hasOwner(members.filter(each => each !== member))) {
      throw new LastOwnerError();
    }
    await stores.rooms.removeMember(member.id);
    await stores.rooms.touch(room.id);
  });
  await context.live.changed(room.id, room.epoch);
});
