// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { SearchQuery } from '@jupyter-atrium/api';
import type { Caller } from '../auth/caller.ts';
import { shownWorks } from '../shown-works.ts';
import type { PagePorts } from './ports.ts';
import type { Hit } from './works/cards.ts';

/** What a search found, as pages show it. */
export type Found = { hits: readonly Hit[]; total: number; next: string | null; suggestion: string | null };

/** Searches the works somebody may see. */
export async function findWorks(
  ports: Pick<PagePorts, 'search' | 'works' | 'config'>,
  caller: Caller,
  query: SearchQuery
): Promise<Found> {
  const { hits, ...found } = await ports.search.search({ query, asker: caller, among: null });
  const shown = await shownWorks(
    ports,
    caller,
    hits.map(hit => hit.work)
  );
  return {
    ...found,
    hits: hits.flatMap(({ work: id, snippet }) => {
      const work = shown.get(id);
      return work ? [{ work, snippet }] : [];
    })
  };
}
