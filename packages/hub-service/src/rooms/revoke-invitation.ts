// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { InvitationNotFoundError } from './errors.ts';
import { enterRoom } from './policy.ts';

export const revokeInvitation = route(operations.revokeInvitation, ({ params, caller, commit }) =>
  commit({ object: params.room, detail: { invitation: params.invitation } }, async stores => {
    const { room } = await enterRoom(stores, caller, params.room, 'own');
    if (!(await stores.rooms.removeInvitation(room.id, params.invitation))) {
      throw new InvitationNotFoundError();
    }
  })
);
