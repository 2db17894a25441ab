// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { SearchQuery } from '@jupyter-atrium/api';
import { canRead } from '../auth/audience.ts';
import type { Caller } from '../auth/caller.ts';
import { presentWork } from '../works/present.ts';
import type { PagePorts } from './ports.ts';
import type { Hit } from './works/cards.ts';

/** What a search found, as pages show it. */
export type Found = { hits: readonly Hit[]; total: number; next: string | null; suggestion: string | null };

/** Searches the works somebody may see; without words the newest come first. */
export async function findWorks(
  { search, works, config }: Pick<PagePorts, 'search' | 'works' | 'config'>,
  caller: Caller,
  query: SearchQuery
): Promise<Found> {
  const { hits, total, next, suggestion } = await search.search({ query, asker: caller, among: null });
  const rows = await works.findMany(hits.map(hit => hit.work));
  return {
    // The records decide again: what was narrowed or withdrawn is gone at once.
    hits: hits.flatMap(({ work, snippet }) => {
      const row = rows.get(work);
      const isShown = row?.release && row.state === 'live' && canRead(caller, row);
      return isShown ? [{ work: presentWork(config, row), snippet }] : [];
    }),
    total,
    next,
    suggestion
  };
}
