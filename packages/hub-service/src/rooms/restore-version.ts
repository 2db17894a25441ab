// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { roomOfSession } from './in-room.ts';
import { presentVersion } from './present.ts';

export const restoreVersion = route(operations.restoreVersion, async ({ params, session, context, commit }) => {
  const { id, epoch } = await roomOfSession(context, session, params.room, 'edit');
  await context.content.disk.demandSpace();
  const before = await context.live.versions.restore({ room: id, epoch, by: session.person }, params.version);
  return commit({ object: id, detail: { version: params.version } }, async () => presentVersion(before));
});
