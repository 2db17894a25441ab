// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import { operations } from '@jupyter-atrium/api';
import { BadContentError } from '../errors.ts';
import { route } from '../route.ts';
import { roomOfSession } from './in-room.ts';

export const putBlob = route(operations.putBlob, async ({ params, body, session, context }) => {
  const { id } = await roomOfSession(context, session, params.room, 'edit');
  await context.content.disk.demandSpace();
  if (`sha256:${hash('sha256', body)}` !== params.digest) {
    throw new BadContentError('What came is not what its digest says. Send it again.');
  }
  await context.live.log.putBlob(id, params.digest, new Uint8Array(body));
});
