// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { shownCollections } from './present.ts';

export const listCollections = route(operations.listCollections, async ({ caller, context }) => {
  const shown = await shownCollections(context, caller);
  return { collections: shown.map(({ collection }) => collection) };
});
