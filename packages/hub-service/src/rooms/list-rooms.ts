// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { presentRooms } from './page.ts';
import { roleOf } from './policy.ts';

export const listRooms = route(operations.listRooms, async ({ caller, context }) => {
  const found = await context.rooms.of(caller);
  const entered = [];
  for (const room of found) {
    const role = roleOf(await context.rooms.members(room.id), caller);
    if (role && (room.state !== 'deleted' || role === 'owner')) {
      entered.push({ room, role });
    }
  }
  return { rooms: await presentRooms(context, caller, entered) };
});
