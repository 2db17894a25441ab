// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { roomOfSession } from './in-room.ts';

export const getVersion = route(operations.getVersion, async ({ params, session, context }) => {
  const { id } = await roomOfSession(context, session, params.room, 'read');
  return Buffer.from(await context.live.versions.notebook(id, params.version));
});
