// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { LIMITS } from './limits.ts';
import { Author } from './person.ts';
import { Digest, Path, nullable } from './primitive.ts';

const Tag = Type.String({ minLength: 1, maxLength: LIMITS.tagCharacters });

/** What an author decides about a card. */
export const CardFields = Type.Object({
  title: Type.String({ minLength: 1, maxLength: LIMITS.titleCharacters }),
  /** Plain text. */
  summary: Type.String({ maxLength: LIMITS.summaryCharacters }),
  authors: Type.Array(Author, { minItems: 1, maxItems: LIMITS.authors }),
  /** An SPDX identifier of `LICENCES`; null: all rights reserved. */
  licence: nullable(Type.String({ maxLength: 60 })),
  tags: Type.Array(Tag, { maxItems: LIMITS.tags, uniqueItems: true }),
  /** Languages of the prose, BCP 47, main one first. */
  inLanguage: Type.Array(Type.String({ pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$' }), { maxItems: 10 }),
  /** The file to open first; null: the service chooses. */
  entry: nullable(Path)
});
export type CardFields = Type.Static<typeof CardFields>;

/** A Jupyter kernel a work was made with. */
export const Kernel = Type.Object({
  name: Type.String(),
  displayName: Type.String(),
  /** Lower case, such as `python`; empty if the notebook does not say. */
  language: Type.String()
});
export type Kernel = Type.Static<typeof Kernel>;

/** What a work needs to run, read from its notebooks. */
export const Needs = Type.Object({
  /** Programming language of most notebooks, lower case; null without notebooks. */
  language: nullable(Type.String()),
  kernel: nullable(Kernel),
  /** Imported packages as the code names them, most used first; none of the standard library. */
  packages: Type.Array(Type.String()),
  /** Paths of environment files, such as `environment.yml`. */
  environment: Type.Array(Path)
});
export type Needs = Type.Static<typeof Needs>;

/** What the gallery lists of a release: the author's fields, and what was read from the files. */
export const Card = Type.Object({
  ...CardFields.properties,
  needs: Needs,
  /** Digest of the cover image; null without one. */
  cover: nullable(Digest)
});
export type Card = Type.Static<typeof Card>;
