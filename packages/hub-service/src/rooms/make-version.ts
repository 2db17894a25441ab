// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { roomOfSession } from './in-room.ts';
import { presentVersion } from './present.ts';

export const makeVersion = route(operations.makeVersion, async ({ params, body, session, context, commit }) => {
  const { id, epoch } = await roomOfSession(context, session, params.room, 'edit');
  await context.content.disk.demandSpace();
  const of = { room: id, epoch, cause: 'named', by: session.person, name: body.name } as const;
  const version = await context.live.versions.make(of);
  return commit({ object: id, detail: { version: version.id } }, async () => presentVersion(version));
});
