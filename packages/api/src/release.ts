// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { LIMITS } from './limits.ts';
import { Person } from './person.ts';
import { Count, Digest, Label, Path, Size, Time, nullable, oneOf } from './primitive.ts';
import { Withdrawal } from './work.ts';

/** One file of a release. */
export const FileEntry = Type.Object({
  path: Path,
  digest: Digest,
  size: Size,
  /** Without parameters (RFC 6838). */
  mediaType: Type.String({ pattern: '^[a-z0-9.+-]+/[A-Za-z0-9.+-]+$', maxLength: 127 })
});
export type FileEntry = Type.Static<typeof FileEntry>;

/** A chunk of a file: bare hexadecimal SHA-256 of its raw bytes, and their number. */
export const ChunkRef = Type.Tuple([Type.String({ pattern: '^[0-9a-f]{64}$' }), Size]);
export type ChunkRef = Type.Static<typeof ChunkRef>;

/** Counts of what differs between two releases. */
export const Changes = Type.Object({
  files: Type.Object({ added: Count, removed: Count, changed: Count }),
  /** Notebooks among the changed files, and their cells. */
  notebooks: Count,
  cells: Type.Object({ added: Count, removed: Count, changed: Count })
});
export type Changes = Type.Static<typeof Changes>;

/** One immutable version of a work. */
export const Release = Type.Object({
  label: Label,
  /** Digest of the OCI manifest: the release's identity. */
  manifest: Digest,
  /** Names the files alone; see `filesDigest()`. */
  filesDigest: Digest,
  createdAt: Time,
  by: Person,
  /** What people should know about this version; empty if the author wrote nothing. */
  note: Type.String({ maxLength: LIMITS.noteCharacters }),
  files: Count,
  bytes: Size,
  /** Since the release before; null for the first. */
  changes: nullable(Changes),
  state: oneOf(['live', 'retracted', 'erased']),
  /** Null while it is live. */
  withdrawal: nullable(Withdrawal)
});
export type Release = Type.Static<typeof Release>;

/** A release with its files, ordered by the bytes of their paths. */
export const ReleaseFiles = Type.Object({ ...Release.properties, entries: Type.Array(FileEntry) });
export type ReleaseFiles = Type.Static<typeof ReleaseFiles>;

/** All a copying job needs: files with their chunks, ordered by the bytes of their paths. */
export const FileTable = Type.Object({
  manifest: Digest,
  filesDigest: Digest,
  entry: nullable(Path),
  files: Type.Array(Type.Object({ ...FileEntry.properties, chunks: Type.Array(ChunkRef) }))
});
export type FileTable = Type.Static<typeof FileTable>;
