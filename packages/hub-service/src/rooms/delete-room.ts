// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { enterRoom } from './policy.ts';

export const deleteRoom = route(operations.deleteRoom, async ({ params, caller, context, commit }) => {
  const { room } = await enterRoom(context, caller, params.room, 'own');
  await commit({ object: room.id }, async stores => {
    await enterRoom(stores, caller, room.id, 'own');
    await stores.rooms.set(room.id, { state: 'deleted', deletedAt: context.clock.now() });
  });
  await context.live.empty(room.id, room.epoch, 'role');
});
