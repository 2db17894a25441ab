// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';

const MOST = 20;

export const findReaders = route(operations.findReaders, async ({ query, context }) => ({
  readers: await context.people.startingWith(query?.q ?? '', MOST)
}));
