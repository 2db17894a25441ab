// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { FileNotFoundError } from '../errors.ts';
import { route } from '../route.ts';
import { roomOfSession } from './in-room.ts';

export const getBlob = route(operations.getBlob, async ({ params, session, context }) => {
  const { id } = await roomOfSession(context, session, params.room, 'read');
  const content = await context.live.log.getBlob(id, params.digest);
  if (!content) {
    throw new FileNotFoundError(params.digest);
  }
  return content;
});
