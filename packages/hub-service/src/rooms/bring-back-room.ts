// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { pageAfter } from './page.ts';
import { enterRoom } from './policy.ts';

export const bringBackRoom = route(operations.bringBackRoom, ({ params, caller, context, commit }) =>
  commit({ object: params.room }, async stores => {
    const { room } = await enterRoom(stores, caller, params.room, 'own');
    if (room.state === 'deleted') {
      await stores.rooms.set(room.id, { state: 'open', deletedAt: null });
    }
    return pageAfter(context, stores, caller, room.id);
  })
);
