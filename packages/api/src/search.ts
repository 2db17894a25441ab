// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { Collection } from './collection.ts';
import { LIMITS } from './limits.ts';
import { Count, Id, nullable, oneOf } from './primitive.ts';
import { Work } from './work.ts';

const Many = Type.Optional(Type.Array(Type.String({ maxLength: 255 }), { maxItems: 50 }));

/** A search: words, facets (OR inside one, AND between them), order and page. */
export const SearchQuery = Type.Object({
  /** Words, `"phrases"`, `-without`, `in:code`, `package:`, `tag:`, `author:`, `language:`, `hub:`. */
  q: Type.Optional(Type.String({ maxLength: LIMITS.queryCharacters })),
  /** The last word is still being typed and also matches as a prefix. */
  typing: Type.Optional(Type.Boolean()),
  language: Many,
  kernel: Many,
  package: Many,
  tag: Many,
  licence: Many,
  author: Many,
  hub: Many,
  collection: Type.Optional(Id),
  sort: Type.Optional(oneOf(['best', 'newest', 'opened', 'title'])),
  limit: Type.Optional(Type.Integer({ minimum: 0, maximum: LIMITS.pageOfWorks })),
  cursor: Type.Optional(Type.String({ maxLength: 512 })),
  /** False leaves the facets out, for further pages. */
  facets: Type.Optional(Type.Boolean())
});
export type SearchQuery = Type.Static<typeof SearchQuery>;

/** The facets of a search, in the order screens show them. */
export const FACETS = ['language', 'kernel', 'package', 'tag', 'hub', 'licence', 'author'] as const;
export type FacetName = (typeof FACETS)[number];

/** Plain text of a matching place, and the matches in it as [start, end) in UTF-16 units. */
export const Snippet = Type.Object({
  field: oneOf(['names', 'prose', 'code', 'outputs']),
  /** The file it stands in; null: the card. */
  path: nullable(Type.String()),
  text: Type.String(),
  marks: Type.Array(Type.Tuple([Count, Count]))
});
export type Snippet = Type.Static<typeof Snippet>;

export const Facet = Type.Object({ value: Type.String(), count: Count });
export type Facet = Type.Static<typeof Facet>;

/** The values of each facet, most frequent first; its counts ignore the facet's own selection. */
export const Facets = Type.Object({
  language: Type.Array(Facet),
  kernel: Type.Array(Facet),
  package: Type.Array(Facet),
  tag: Type.Array(Facet),
  hub: Type.Array(Facet),
  licence: Type.Array(Facet),
  author: Type.Array(Facet)
});
export type Facets = Type.Static<typeof Facets>;

/** A page of results. */
export const SearchResult = Type.Object({
  hits: Type.Array(Type.Object({ work: Work, snippet: nullable(Snippet) })),
  total: Count,
  /** Counts were sampled. */
  approximate: Type.Boolean(),
  facets: nullable(Facets),
  /** Asks for the next page; null on the last one. */
  next: nullable(Type.String()),
  /** Without a hit: the query with its unknown words replaced by known ones; null if there is nothing near. */
  suggestion: nullable(Type.String())
});
export type SearchResult = Type.Static<typeof SearchResult>;

/** What the gallery shows before anything is typed. */
export const Home = Type.Object({
  featured: nullable(Type.Object({ collection: Collection, works: Type.Array(Work) })),
  newest: Type.Array(Work),
  otherHubs: Type.Array(Work),
  collections: Type.Array(Collection),
  totals: Type.Object({ works: Count, otherHubs: Count })
});
export type Home = Type.Static<typeof Home>;
