// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Reader } from '@jupyter-atrium/api';
import { LIMITS, operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { LastOwnerError, TooManyMembersError } from './errors.ts';
import { pageAfter } from './page.ts';
import { enterRoom, hasOwner } from './policy.ts';
import type { MemberRow } from './store.ts';

export const inviteToRoom = route(operations.inviteToRoom, async ({ params, body, caller, context, commit }) => {
  const { invite, role } = body;
  const page = await commit({ object: params.room, detail: { role, members: invite.length } }, async stores => {
    const { room, members } = await enterRoom(stores, caller, params.room, 'own');
    const isNamed = (member: MemberRow): boolean => invite.some(reader => isOf(member, reader));
    if (!hasOwner(members.filter(member => !isNamed(member)))) {
      throw new LastOwnerError();
    }
    if (members.filter(member => !isNamed(member)).length + invite.length > LIMITS.roomMembers) {
      throw new TooManyMembersError();
    }
    for (const reader of invite) {
      await stores.rooms.putMember(room.id, reader, role);
    }
    await stores.rooms.touch(room.id);
    return pageAfter(context, stores, caller, room.id);
  });
  await context.live.changed(page.id, page.epoch);
  return page;
});

function isOf({ kind, name }: MemberRow, reader: Reader): boolean {
  return kind === reader.kind && name === reader.name;
}
