// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { roomOfSession } from './in-room.ts';
import { presentVersion } from './present.ts';

export const listVersions = route(operations.listVersions, async ({ params, session, context }) => {
  const { id } = await roomOfSession(context, session, params.room, 'read');
  return { versions: (await context.versions.all(id)).map(presentVersion) };
});
