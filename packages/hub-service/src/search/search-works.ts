// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { shownWorks } from '../shown-works.ts';

export const searchWorks = route(operations.searchWorks, async ({ query = {}, caller, context }) => {
  // An unknown collection holds nothing; whether a hidden one exists is nobody's business.
  const collection = query.collection === undefined ? null : await context.collections.find(query.collection);
  const among = query.collection === undefined ? null : (collection?.works ?? []);
  const { hits, ...found } = await context.search.search({ query, asker: caller, among });
  const works = await shownWorks(
    context,
    caller,
    hits.map(hit => hit.work)
  );
  return {
    ...found,
    hits: hits.flatMap(({ work: id, snippet }) => {
      const work = works.get(id);
      return work ? [{ work, snippet }] : [];
    }),
    // All works are counted, however many there are.
    approximate: false
  };
});
