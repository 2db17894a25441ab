// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { Count, Id, Time } from './primitive.ts';
import { Work } from './work.ts';

/** A curated, ordered set of works. */
export const Collection = Type.Object({
  id: Id,
  title: Type.String({ minLength: 1, maxLength: 200 }),
  /** Plain text; paragraphs are separated by empty lines. */
  text: Type.String({ maxLength: 5000 }),
  /** Shown first in the gallery; at most one collection is. */
  isFeatured: Type.Boolean(),
  /** Works the caller may see. */
  works: Count,
  updatedAt: Time
});
export type Collection = Type.Static<typeof Collection>;

/** A collection with its works, in the curator's order. */
export const CollectionPage = Type.Object({ ...Collection.properties, entries: Type.Array(Work) });
export type CollectionPage = Type.Static<typeof CollectionPage>;
