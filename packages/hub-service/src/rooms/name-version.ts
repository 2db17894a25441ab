// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { VersionNotFoundError } from './errors.ts';
import { roomOfSession } from './in-room.ts';
import { presentVersion } from './present.ts';

export const nameVersion = route(operations.nameVersion, async ({ params, body, session, context, commit }) => {
  const { id, epoch } = await roomOfSession(context, session, params.room, 'edit');
  const version = await commit({ object: id, detail: { version: params.version } }, async ({ versions }) => {
    await versions.setName(params.version, body.name);
    const named = await versions.find(id, params.version);
    if (!named) {
      throw new VersionNotFoundError();
    }
    return presentVersion(named);
  });
  await context.live.side.show(id, epoch, [{ map: 'versions', key: version.id, value: version }]);
  return version;
});
