// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { credentialOf } from '../admission.ts';
import { route } from '../route.ts';
import { enterRoom } from './policy.ts';

export const openRoomSession = route(operations.openRoomSession, async ({ params, body, caller, context, request }) => {
  const entered = await enterRoom(context, caller, params.room);
  const session = await context.live.admission.open(entered, caller, body.clientIds, credentialOf(context, request));
  const { person, tokenId } = { person: caller.person, tokenId: caller.tokenId };
  await context.change(({ audit }) =>
    audit.append({ person, tokenId, act: 'room.enter', object: params.room, detail: { role: session.role } })
  );
  return session;
});
