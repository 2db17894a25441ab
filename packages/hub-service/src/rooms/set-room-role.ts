// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { LastOwnerError, MemberNotFoundError } from './errors.ts';
import { pageAfter } from './page.ts';
import { enterRoom, hasOwner } from './policy.ts';

export const setRoomRole = route(operations.setRoomRole, async ({ params, body, caller, context, commit }) => {
  const page = await commit({ object: params.room, detail: { role: body.role } }, async stores => {
    const entered = await enterRoom(stores, caller, params.room, 'own');
    const member = entered.members.find(each => each.id === params.member);
    if (!member) {
      throw new MemberNotFoundError();
    }
    const members = entered.members.map(each => (each === member ? { ...each, role: body.role } : each));
    if (!hasOwner(members)) {
      throw new LastOwnerError();
    }
    await stores.rooms.putMember(entered.room.id, member, body.role);
    await stores.rooms.touch(entered.room.id);
    // Who gives their own role away still sees what became of it.
    return pageAfter(context, stores, caller, entered.room.id);
  });
  await context.live.changed(page.id, page.epoch);
  return page;
});
