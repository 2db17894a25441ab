// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { pageOf } from './page.ts';
import { enterRoom } from './policy.ts';

export const getRoom = route(operations.getRoom, async ({ params, caller, context }) =>
  pageOf(context, context, caller, await enterRoom(context, caller, params.room))
);
