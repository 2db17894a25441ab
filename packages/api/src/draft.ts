// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { CardFields, Needs } from './card.ts';
import { Check } from './check.ts';
import { LIMITS } from './limits.ts';
import { Reader } from './person.ts';
import { Count, Digest, Id, Label, Path, Size, Time, nullable, oneOf } from './primitive.ts';
import { FileEntry } from './release.ts';
import { Audience } from './work.ts';

/** A right of one job: bound to one person, one purpose, one draft or release. */
export const Ticket = Type.Object({
  /** 256 random bits, base64url. Travels by standard input and header, never in an address or argument. */
  ticket: Type.String(),
  /** Ends earlier when unused for `LIMITS.ticketIdleMs`. */
  expiresAt: Time
});
export type Ticket = Type.Static<typeof Ticket>;

/** The release an update starts from. */
export const Base = Type.Object({ label: Label, manifest: Digest, filesDigest: Digest });
export type Base = Type.Static<typeof Base>;

/** What the service found in a sealed draft. */
export const Sealed = Type.Object({
  filesDigest: Digest,
  files: Count,
  bytes: Size,
  needs: Needs,
  /** The file to open first; null if there is nothing to open. */
  entry: nullable(Path),
  checks: Type.Array(Check)
});
export type Sealed = Type.Static<typeof Sealed>;

/** Content on its way to become a release. */
export const Draft = Type.Object({
  id: Id,
  /** The work it updates; null: a new one. */
  work: nullable(Id),
  title: Type.String(),
  /** Where it comes from in the person's files. */
  source: Type.String(),
  state: oneOf(['open', 'sealed', 'published']),
  base: nullable(Base),
  /** Logical bytes received, and announced. */
  received: Size,
  total: nullable(Size),
  sealed: nullable(Sealed),
  createdAt: Time,
  expiresAt: Time
});
export type Draft = Type.Static<typeof Draft>;

export const OpenDraft = Type.Object({
  work: nullable(Id),
  title: Type.String({ maxLength: LIMITS.titleCharacters }),
  source: Type.String({ maxLength: 1024 }),
  /** Logical bytes, for the quota and for progress; null if not known yet. */
  total: nullable(Size)
});
export type OpenDraft = Type.Static<typeof OpenDraft>;

export const OpenedDraft = Type.Object({ draft: Draft, ...Ticket.properties });
export type OpenedDraft = Type.Static<typeof OpenedDraft>;

/** Changes to a draft's file table. */
export const PutFiles = Type.Object({
  /** Start from this release's files; null: from what the draft has. */
  base: nullable(Digest),
  remove: Type.Array(Path, { maxItems: LIMITS.filesPerRelease }),
  put: Type.Array(
    Type.Object({
      ...FileEntry.properties,
      /** Bare hexadecimal hashes in file order; absent: the service already knows this file. */
      chunks: Type.Optional(Type.Array(Type.String({ pattern: '^[0-9a-f]{64}$' })))
    }),
    { maxItems: LIMITS.filesPerRelease }
  )
});
export type PutFiles = Type.Static<typeof PutFiles>;

export const SealDraft = Type.Object({ ...PutFiles.properties, filesDigest: Digest });
export type SealDraft = Type.Static<typeof SealDraft>;

/**
 * The answer of `sealDraft`. Verifying a large draft outlasts one call: until `sealed` is there, ask again with the
 * same body after a second; `done` and `total` are bytes verified.
 */
export const SealProgress = Type.Object({ sealed: nullable(Sealed), done: Size, total: Size });
export type SealProgress = Type.Static<typeof SealProgress>;

/** What a person reviewed and decided. */
export const PublishDraft = Type.Object({
  /** Of the files reviewed; another one in the draft is `draft-changed`. */
  filesDigest: Digest,
  /** Ids of `ask` checks answered with "keep it". */
  acknowledged: Type.Array(Type.String({ maxLength: 128 }), { maxItems: 5000 }),
  /** Null: the service proposes the next one. */
  label: nullable(Label),
  note: Type.String({ maxLength: LIMITS.noteCharacters }),
  audience: Audience,
  readers: Type.Array(Reader, { maxItems: LIMITS.readers }),
  card: CardFields,
  /** Digest answered by `putCover`; null: no cover. */
  cover: nullable(Digest),
  /** Manifests of other works' releases this one was made from, with their works. */
  madeFrom: Type.Array(Type.Object({ work: Type.String({ maxLength: 1024 }), manifest: Digest }), { maxItems: 20 })
});
export type PublishDraft = Type.Static<typeof PublishDraft>;
