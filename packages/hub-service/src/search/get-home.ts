// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Home, Work } from '@jupyter-atrium/api';
import { operations } from '@jupyter-atrium/api';
import type { Caller } from '../auth/caller.ts';
import { shownCollections } from '../collections/present.ts';
import type { AppContext } from '../context.ts';
import { hubOf } from '../hub.ts';
import { route } from '../route.ts';
import { shownWorks } from '../shown-works.ts';

/** Works shown of a section; the list of each has them all. */
const FEATURED = 3;
const NEWEST = 5;
const OTHER_HUBS = 3;

export const getHome = route(operations.getHome, async ({ caller, context }): Promise<Home> => {
  const peers = await context.peers.all();
  const own = await newestOf(context, caller, [hubOf(context.config).id], NEWEST);
  const others = await newestOf(
    context,
    caller,
    peers.map(({ id }) => id),
    OTHER_HUBS
  );
  const collections = await shownCollections(context, caller);
  const featured = collections.find(({ collection }) => collection.isFeatured);
  return {
    featured: featured ? { collection: featured.collection, works: featured.works.slice(0, FEATURED) } : null,
    newest: own.works,
    otherHubs: others.works,
    collections: collections.map(({ collection }) => collection),
    totals: { works: own.total, otherHubs: others.total }
  };
});

async function newestOf(
  context: AppContext,
  caller: Caller,
  hub: string[],
  limit: number
): Promise<{ works: Work[]; total: number }> {
  if (hub.length === 0) {
    return { works: [], total: 0 };
  }
  const query = { sort: 'newest', limit, facets: false, hub } as const;
  const { hits, total } = await context.search.search({ query, asker: caller, among: null });
  const shown = await shownWorks(
    context,
    caller,
    hits.map(hit => hit.work)
  );
  return { works: hits.flatMap(hit => shown.get(hit.work) ?? []), total };
}
