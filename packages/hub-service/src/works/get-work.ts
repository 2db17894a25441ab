// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { demandLive } from '../auth/audience.ts';
import { route } from '../route.ts';
import { pageOf } from './work-page.ts';

export const getWork = route(operations.getWork, async ({ params, caller, context }) =>
  pageOf(context, caller, demandLive(caller, await context.works.find(params.work)))
);
