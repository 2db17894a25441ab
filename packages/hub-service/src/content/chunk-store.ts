// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { PackIndex, PackedChunk } from './pack.ts';

/** A chunk that is here. */
export type HeldChunk = { id: number; size: number };

/** A chunk and where it lies. */
export type Location = PackedChunk & { pack: string };

/** Whose draft asks, and the work it updates. */
export type DraftScope = { draft: string; work: string | null };

/** Chunks and the packs that hold them. Hashes are the keys of answers, in hex. */
export interface IChunkStore {
  /** Finds which of some chunks are here at all. */
  held(hashes: readonly Uint8Array[]): Promise<Map<string, HeldChunk>>;

  /**
   * Finds which of some chunks a draft may use without sending them: its own, those of the same work's releases, and
   * those of works that all of the hub may read. A hash proves nothing else: it would tell who has a file, and get it.
   */
  heldFor(scope: DraftScope, hashes: readonly Uint8Array[]): Promise<Map<string, HeldChunk>>;

  /** Finds where some chunks lie; lost ones are absent. */
  locate(hashes: readonly Uint8Array[]): Promise<Map<string, Location>>;

  /** Finds those of some chunks that belong to a release. */
  ofRelease(work: string, seq: number, hashes: readonly Uint8Array[]): Promise<Map<string, Location>>;

  /** Adds a durable pack; chunks that are already elsewhere stay there. */
  addPack(pack: PackIndex): Promise<void>;

  /**
   * Notes that a draft needs chunks.
   *
   * @returns how many different ones of them are here
   */
  claim(draft: string, hashes: readonly Uint8Array[]): Promise<number>;

  /** Reads the recipes of files in the order of file and place, in pages; a chunk that was lost has no pack. */
  recipes(files: readonly number[]): AsyncIterable<RecipePart[]>;
}

/** One chunk of a file's recipe. */
export type RecipePart = PackedChunk & { file: number; pack: string | null };
