// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FacetName, SearchQuery } from '@jupyter-atrium/api';

/** The facets people choose from, in the order shown. */
export const SHOWN_FACETS = ['language', 'package', 'tag', 'hub', 'licence', 'author'] as const satisfies FacetName[];
export type ShownFacet = (typeof SHOWN_FACETS)[number];

/** How results are ordered. */
export type Sort = NonNullable<SearchQuery['sort']>;

/** What a person asks the gallery for. */
export type Search = {
  readonly text: string;
  readonly chosen: Readonly<Record<ShownFacet, readonly string[]>>;
  /** Null: the best match with words, else the newest first. */
  readonly sort: Sort | null;
};

/** Nothing asked yet. */
export const NO_SEARCH: Search = {
  text: '',
  chosen: { language: [], package: [], tag: [], hub: [], licence: [], author: [] },
  sort: null
};

/** One chosen value of a facet. */
export type Choice = { readonly facet: ShownFacet; readonly value: string };

/** Lists what is chosen, in the order of the facets. */
export function choicesOf(search: Search): Choice[] {
  return SHOWN_FACETS.flatMap(facet => search.chosen[facet].map(value => ({ facet, value })));
}

/** The order that is in effect. */
export function sortOf(search: Search): Sort {
  return search.sort ?? (search.text.trim() === '' ? 'newest' : 'best');
}

/** Adds a value of a facet, or takes it away. */
export function toggled(search: Search, { facet, value }: Choice): Search {
  const values = search.chosen[facet];
  const others = values.filter(other => other !== value);
  return {
    ...search,
    chosen: { ...search.chosen, [facet]: others.length < values.length ? others : [...values, value] }
  };
}

/** Writes a search as the query of the service. */
export function queryOf(search: Search): SearchQuery {
  const text = search.text.trim();
  return {
    ...(text === '' ? {} : { q: text, typing: !search.text.endsWith(' ') }),
    ...Object.fromEntries(SHOWN_FACETS.map(facet => [facet, [...search.chosen[facet]]])),
    sort: sortOf(search)
  };
}
