// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Home } from '@jupyter-atrium/api';
import { operations } from '@jupyter-atrium/api';
import { shownCollections } from '../collections/present.ts';
import { route } from '../route.ts';
import { shownWorks } from '../shown-works.ts';

/** Works shown of a section; the list of each has them all. */
const FEATURED = 3;
const NEWEST = 5;

export const getHome = route(operations.getHome, async ({ caller, context }): Promise<Home> => {
  const query = { sort: 'newest', limit: NEWEST, facets: false } as const;
  const { hits, total } = await context.search.search({ query, asker: caller, among: null });
  const collections = await shownCollections(context, caller);
  const works = await shownWorks(
    context,
    caller,
    hits.map(hit => hit.work)
  );
  const featured = collections.find(({ collection }) => collection.isFeatured);
  return {
    featured: featured ? { collection: featured.collection, works: featured.works.slice(0, FEATURED) } : null,
    newest: hits.flatMap(hit => works.get(hit.work) ?? []),
    otherHubs: [],
    collections: collections.map(({ collection }) => collection),
    totals: { works: total, otherHubs: 0 }
  };
});
