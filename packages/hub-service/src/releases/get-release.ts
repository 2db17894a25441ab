// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { presentRelease } from './present.ts';
import { readableRelease } from './readable.ts';

export const getRelease = route(operations.getRelease, async ({ params, caller, context }) => {
  const { work, release } = await readableRelease(context, caller, params.work, params.label);
  if (!work.home) {
    return { ...presentRelease(release), entries: await context.files.ofRelease(release.work, release.seq) };
  }
  const entries = await context.foreignContent.entries(work, release);
  // What the manifest says stands in it only now.
  const known = await context.releases.byLabel(work.id, release.label);
  return { ...presentRelease(known ?? release), entries };
});
