// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { fileTableOf } from './file-table.ts';
import { openDraftOf } from './open-draft-of.ts';

export const getBaseFiles = route(operations.getBaseFiles, async ({ ticket, context }) => {
  const { base } = await openDraftOf(context, ticket);
  const release = base && (await context.releases.byId(base.release));
  return { table: release && release.state !== 'erased' ? await fileTableOf(context, release) : null };
});
