// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { CardFields, Needs } from './card.ts';
import { Check } from './check.ts';
import { Count, Digest, Id, Label, Path, Size, nullable, oneOf } from './primitive.ts';
import { FileEntry } from './release.ts';

/** Why a file of a folder is not published. */
export const LeftOutReason = oneOf([
  'version-control',
  'checkpoints',
  'cache',
  'hidden',
  'ignore-file',
  'chosen',
  'link',
  'special-file',
  'unreadable',
  'copy-record'
]);
export type LeftOutReason = Type.Static<typeof LeftOutReason>;

/** A file or whole folder that stays out; a folder's path ends in a slash. */
export const LeftOut = Type.Object({ path: Type.String(), reason: LeftOutReason, files: Count });
export type LeftOut = Type.Static<typeof LeftOut>;

/** A picture among the outputs of a notebook. */
export const Figure = Type.Object({
  path: Path,
  /** Counted from 0. */
  cell: Count,
  output: Count,
  mediaType: oneOf(['image/png', 'image/jpeg', 'image/gif', 'image/webp']),
  /** Of the picture, decoded. */
  bytes: Size
});
export type Figure = Type.Static<typeof Figure>;

/** Which release of which work a folder or notebook was last published as. */
export const PublishedAs = Type.Object({
  work: Id,
  /** The work's address; another service's is never offered for an update. */
  url: Type.String(),
  label: Label,
  manifest: Digest,
  filesDigest: Digest
});
export type PublishedAs = Type.Static<typeof PublishedAs>;

/** All the publishing panel shows before anything is sent. */
export const Scan = Type.Object({
  /** The notebook or folder, relative to the root of the person's files. */
  source: Type.String(),
  isFolder: Type.Boolean(),
  /** As they would be published, ordered by the bytes of their paths. */
  files: Type.Array(FileEntry),
  bytes: Size,
  filesDigest: Digest,
  leftOut: Type.Array(LeftOut),
  card: CardFields,
  /** Where a field of the card came from, to be shown beside it; absent where it was not found. */
  from: Type.Record(
    Type.String(),
    oneOf(['heading', 'paragraph', 'name', 'metadata', 'imports', 'imports-and-headings'])
  ),
  needs: Needs,
  /** In the order of files and cells; the first one is proposed as cover. */
  figures: Type.Array(Figure),
  outputs: Type.Object({ figures: Count, tables: Count, others: Count }),
  checks: Type.Array(Check),
  published: nullable(PublishedAs),
  /** The work this folder is a copy of. */
  madeFrom: nullable(Type.Object({ work: Type.String(), manifest: Digest }))
});
export type Scan = Type.Static<typeof Scan>;
