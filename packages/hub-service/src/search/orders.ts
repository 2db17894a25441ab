// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Catalogue } from './catalogue.ts';
import type { Hits } from './hits.ts';
import type { Key, Order } from './order.ts';
import type { SearchRequest } from './searcher.ts';

/** Signs of a title that are sorted by: cursors have to hold them. */
const TITLE_SIGNS = 48;

/** The order a request asks for: best match, else the curator's, else newest first. */
export function orderOf(catalogue: Catalogue, { query, among }: SearchRequest, hits: Hits, isRanked: boolean): Order {
  const newest = (slot: number): Key => catalogue.updated(slot);
  const idOf = (slot: number): string => catalogue.facts(slot)?.id ?? '';
  switch (query.sort ?? 'best') {
    case 'newest':
      return { name: 'newest', keyOf: newest, idOf };
    case 'opened':
      // Of equals the newer first: times stay below one copy.
      return { name: 'opened', keyOf: slot => catalogue.copies(slot) + catalogue.updated(slot) / 1e14, idOf };
    case 'title':
      return { name: 'title', keyOf: slot => catalogue.title(slot).slice(0, TITLE_SIGNS), idOf };
    case 'best':
      if (isRanked) {
        return { name: 'best', keyOf: slot => (hits.scores[slot] ?? 0) + catalogue.boost(slot), idOf };
      }
      return among ? { name: 'curated', keyOf: curated(among, idOf), idOf } : { name: 'newest', keyOf: newest, idOf };
  }
}

function curated(among: readonly string[], idOf: (slot: number) => string): (slot: number) => Key {
  const places = new Map(among.map((work, index) => [work, -index]));
  return slot => places.get(idOf(slot)) ?? 0;
}
