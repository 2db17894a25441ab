// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { FileNotFoundError } from '../errors.ts';
import { route } from '../route.ts';
import { sendStored } from '../stored-bytes.ts';
import { readableRelease } from './readable.ts';

export const getFile = route(operations.getFile, async ({ params, caller, context, request, reply }) => {
  const { work, release } = await readableRelease(context, caller, params.work, params.label);
  const path = params['*'];
  if (work.home) {
    await context.foreignContent.bring(work, release, [path]);
  }
  const found = await context.files.ofPath(release.work, release.seq, path);
  if (!found) {
    throw new FileNotFoundError(path);
  }
  const name = path.slice(path.lastIndexOf('/') + 1);
  return sendStored(context, { ...found, name }, request, reply);
});
