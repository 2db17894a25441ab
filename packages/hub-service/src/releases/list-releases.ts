// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { demandLive, isOwner } from '../auth/audience.ts';
import { route } from '../route.ts';
import { presentRelease } from './present.ts';

export const listReleases = route(operations.listReleases, async ({ params, caller, context }) => {
  const work = demandLive(caller, await context.works.find(params.work));
  const releases = await context.releases.ofWork(work.id);
  // Withdrawn ones stay in the list of who may bring them back.
  return { releases: releases.filter(each => each.state === 'live' || isOwner(caller, work)).map(presentRelease) };
});
