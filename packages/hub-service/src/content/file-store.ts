// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileEntry } from '@jupyter-atrium/api';
import type { DraftScope } from './chunk-store.ts';

/** A file of a release. `file` names its recipe inside the service. */
export type ReleasedFile = FileEntry & { file: number };

/** A file whose recipe was verified. */
export type KnownFile = { id: number; size: number };

/** A change of a work's files from one release to the next. */
export type FileChange = { path: string; digest: string | null; mediaType: string };

/** Files: their recipes, and which releases hold them under which path. */
export interface IFileStore {
  /** Files of a release, ordered by the bytes of their paths. */
  ofRelease(work: string, seq: number): Promise<ReleasedFile[]>;

  /** One file of a release; null if it has none of that path. */
  ofPath(work: string, seq: number, path: string): Promise<ReleasedFile | null>;

  /** Finds files by digest whatever they belong to. */
  byDigest(digests: readonly string[]): Promise<Map<string, KnownFile>>;

  /** Finds which of some files a draft may use without sending them; see `IChunkStore.heldFor`. */
  knownFor(scope: DraftScope, digests: readonly string[]): Promise<Map<string, KnownFile>>;

  /** Adds verified files; those that are known already stay as they are. */
  add(files: readonly { digest: string; size: number; chunks: readonly number[] }[]): Promise<void>;

  /** Of some files, the digests of those of which a chunk is not here, or that are not known. */
  incomplete(digests: readonly string[]): Promise<string[]>;

  /**
   * Writes the files of release `seq` as changes to those of the release before.
   *
   * @param changes - all files must be known; `digest` null: the path ends
   */
  release(work: string, seq: number, changes: readonly FileChange[]): Promise<void>;

  /**
   * Removes the files that only erased releases of a work have, and marks their content to leave the disk.
   *
   * @param kept - numbers of the releases that remain
   */
  erase(work: string, kept: readonly number[]): Promise<void>;

  /** Bytes of the different files in works of a person: what counts against their quota. */
  storedBy(owner: string): Promise<number>;

  /** Of some files, the bytes that are in no work of a person yet. */
  newTo(owner: string, files: readonly { digest: string; size: number }[]): Promise<number>;
}
