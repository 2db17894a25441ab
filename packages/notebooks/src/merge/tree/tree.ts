// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Choice, Origin, PendingEntry, Plan } from '@jupyter-atrium/api';
import type { Fingerprint } from '../../canonical/canonical-json.ts';

/** A release: its label, and the digest of its manifest. */
export type ReleaseRef = Origin['release'];

/** A file of a release. */
export type ReleasedFile = { readonly path: string; readonly digest: string; readonly size: number };

/** What a copy's record says that an update goes by; the record itself fits. */
export type CopyState = Pick<Origin, 'release' | 'paths' | 'left' | 'aliases'> & {
  readonly files: Readonly<Record<string, Pick<Origin['files'][string], 'base' | 'manifest'>>>;
};

/** A file in the copy's folder, or something that is none: a link, a device. Folders are known by what is in them. */
export type LocalEntry = { readonly path: string; readonly kind: 'file' | 'other'; readonly size: number };

/** Where the plan gets contents from; each is asked for only if it is needed. */
export interface ITreeContent {
  /** Gives the SHA-256 of a file of the copy, as `sha256:…`. */
  digest(path: string): string | Promise<string>;
  /** Reads a file of the copy. */
  mine(path: string): Uint8Array | Promise<Uint8Array>;
  /** Reads a file of the release by its digest. */
  theirs(digest: string): Uint8Array | Promise<Uint8Array>;
  /** Reads the base form of the release file with this digest, unpacked; null if there is none. */
  base(digest: string): Uint8Array | null | Promise<Uint8Array | null>;
}

/** A copy, a release, and what was chosen. */
export interface ITreeOptions {
  state: CopyState;
  /** What is undecided from earlier updates. */
  pending: readonly PendingEntry[];
  release: ReleaseRef;
  files: readonly ReleasedFile[];
  /** Everything below the copy's folder but its record. */
  local: readonly LocalEntry[];
  content: ITreeContent;
  /** SHA-256 of a text's UTF-8, 64 hexadecimal digits; base forms were made with it. */
  sha256: Fingerprint;
  /** Choices made by the ids of pending entries. Default: none. */
  choices?: Readonly<Record<string, Choice>>;
  /** For conflicts of this update without a choice. Default: they stay to decide. */
  conflicts?: Choice;
  /** The release's paths of files, deleted here, that stay deleted. Default: none: deleted files come back. */
  leave?: readonly string[] | 'all';
  /** Paths of files of the copy that this update leaves as they are, at their old base: open documents. Default: none. */
  held?: readonly string[];
}

/** What an update would do, and all that is needed to do it. */
export type TreePlan = {
  readonly plan: Plan;
  /** Texts of the files that are written `from: 'merge'`, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** The record after the update, but for what only the disk knows. */
  readonly state: CopyState;
  /** What is to decide after the update. */
  readonly pending: readonly PendingEntry[];
  readonly undo: UndoData;
};

/** What an update changes, to be kept beside the earlier bytes so that it can be undone. */
export type UndoData = {
  readonly state: CopyState;
  readonly pending: readonly PendingEntry[];
  /** Digests of the files the update touches; null where there is none. */
  readonly files: readonly UndoFile[];
};

/** One file an update touches. */
export type UndoFile = {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Bytes before. */
  readonly size: number;
};
