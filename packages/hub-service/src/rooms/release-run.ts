// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { roomOfSession } from './in-room.ts';

export const releaseRun = route(operations.releaseRun, async ({ params, session, context: { live, rooms } }) => {
  const { id, epoch } = await roomOfSession({ rooms }, session, params.room, 'read');
  const claim = live.runs.release(session, params.run);
  if (claim) {
    await live.side.show(id, epoch, [{ map: 'runs', key: claim.cell, value: claim }]);
  }
});
