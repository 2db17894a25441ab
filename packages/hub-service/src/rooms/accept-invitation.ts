// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS, operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { InvitationNotFoundError, TooManyMembersError } from './errors.ts';
import { hashOfCode } from './make-invitation.ts';
import { pageAfter } from './page.ts';
import { roleOf } from './policy.ts';

export const acceptInvitation = route(
  operations.acceptInvitation,
  async ({ params, body, caller, context, commit }) => {
    const page = await commit({ object: params.room }, async stores => {
      const room = await stores.rooms.find(params.room);
      const members = await stores.rooms.members(params.room);
      if (room && room.state !== 'deleted' && roleOf(members, caller)) {
        // Who is in already keeps their role, and takes nobody's place.
        return pageAfter(context, stores, caller, room.id);
      }
      const role = await stores.rooms.useInvitation(params.room, hashOfCode(body.code));
      if (!room || room.state === 'deleted' || !role) {
        throw new InvitationNotFoundError();
      }
      if (members.length >= LIMITS.roomMembers) {
        throw new TooManyMembersError();
      }
      await stores.rooms.putMember(room.id, { kind: 'person', name: caller.username }, role);
      await stores.rooms.putPerson(room.id, caller.person, false);
      await stores.rooms.touch(room.id);
      return pageAfter(context, stores, caller, room.id);
    });
    await context.live.changed(page.id, page.epoch);
    return page;
  }
);
