// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { CollectionNotFoundError } from '../errors.ts';
import { route } from '../route.ts';
import { shownWorks } from '../shown-works.ts';
import { presentCollection } from './present.ts';

export const getCollection = route(operations.getCollection, async ({ params, caller, context }) => {
  const row = await context.collections.find(params.collection);
  const shown = row && presentCollection(row, await shownWorks(context, caller, row.works));
  // A collection of hidden works and none at all answer alike.
  if (!shown || shown.works.length === 0) {
    throw new CollectionNotFoundError();
  }
  return { ...shown.collection, entries: shown.works };
});
