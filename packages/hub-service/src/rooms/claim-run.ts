// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { roomOfSession } from './in-room.ts';

export const claimRun = route(operations.claimRun, async ({ params, body, session, context: { live, rooms } }) => {
  const { id, epoch } = await roomOfSession({ rooms }, session, params.room, 'edit');
  const claim = live.runs.claim(session, body);
  await live.side.show(id, epoch, [{ map: 'runs', key: claim.cell, value: claim }]);
  return claim;
});
