// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Facet, FacetName, Facets, SearchQuery } from '@jupyter-atrium/api';
import { FACETS } from '@jupyter-atrium/api';
import type { Catalogue } from './catalogue.ts';

/** Values shown of a facet, beside those that are selected. */
const MOST_VALUES = 200;

/** Works after the facets were asked: all that pass, and those that one facet alone keeps out. */
export type Faceted = {
  readonly passing: readonly number[];
  readonly nearly: ReadonlyMap<FacetName, readonly number[]>;
};

/** Asks the facets of a query: OR inside one, AND between them. */
export function applyFacets(catalogue: Catalogue, query: SearchQuery, slots: readonly number[]): Faceted {
  const selections = FACETS.filter(facet => (query[facet]?.length ?? 0) > 0).map(facet => {
    const wanted = new Set(query[facet]);
    return { facet, mask: catalogue.facets.mask(facet, value => wanted.has(value)) };
  });
  if (selections.length === 0) {
    return { passing: slots, nearly: new Map() };
  }
  const passing: number[] = [];
  const nearly = new Map<FacetName, number[]>(selections.map(({ facet }) => [facet, []]));
  for (const slot of slots) {
    const failed = selections.filter(({ mask }) => !catalogue.facets.hasAny(slot, mask));
    if (failed.length === 0) {
      passing.push(slot);
    } else if (failed.length === 1 && failed[0]) {
      nearly.get(failed[0].facet)?.push(slot);
    }
  }
  return { passing, nearly };
}

/** Counts the values of every facet, each without regard to its own selection. */
export function countFacets(catalogue: Catalogue, query: SearchQuery, { passing, nearly }: Faceted): Facets {
  const counts = catalogue.facets.count(passing);
  const top = (facet: FacetName): Facet[] => {
    const more = nearly.get(facet);
    const all = more ? catalogue.facets.count([...passing, ...more]) : counts;
    return catalogue.facets.top(facet, all, MOST_VALUES, new Set(query[facet]));
  };
  return Object.fromEntries(FACETS.map(facet => [facet, top(facet)])) as Facets;
}
