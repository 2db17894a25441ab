// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { credentialOf } from '../admission.ts';
import { route } from '../route.ts';
import { SessionEndedError } from './errors.ts';
import { enterRoom } from './policy.ts';

export const renewRoomSession = route(
  operations.renewRoomSession,
  async ({ params, body, caller, context, request }) => {
    const { room } = await enterRoom(context, caller, params.room);
    const session = context.live.sessions.byId(params.session);
    if (session?.room !== room.id || session.person !== caller.person || session.epoch !== room.epoch) {
      throw new SessionEndedError();
    }
    return context.live.admission.renew(session, body.clientIds, credentialOf(context, request));
  }
);
