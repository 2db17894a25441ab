// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { pageAfter } from './page.ts';
import { enterRoom } from './policy.ts';

export const editRoom = route(operations.editRoom, async ({ params, body, caller, context, commit }) => {
  const { title, isClosed } = body;
  const page = await commit({ object: params.room, detail: { isClosed: isClosed ?? null } }, async stores => {
    const { room } = await enterRoom(stores, caller, params.room, 'own');
    await stores.rooms.set(room.id, {
      ...(title === undefined ? {} : { title }),
      ...(isClosed === undefined ? {} : { state: isClosed ? ('closed' as const) : ('open' as const) })
    });
    return pageAfter(context, stores, caller, room.id);
  });
  const shown = { title: page.title, state: page.state };
  await context.live.changed(page.id, page.epoch);
  await context.live.side.show(page.id, page.epoch, [{ map: 'room', key: 'room', value: shown }]);
  return page;
});
