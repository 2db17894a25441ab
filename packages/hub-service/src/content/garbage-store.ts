// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { PackIndex, PackedChunk } from './pack.ts';

/** A pack by its chunks. */
export type PackUse = {
  id: string;
  bytes: number;
  /** Needed, or not yet dead for long enough. */
  kept: PackedChunk[];
  /** Ids of chunks that may go. */
  dead: number[];
  /** Some of them were erased and must leave the disk now. */
  isErased: boolean;
};

/** What nobody needs any more. */
export interface IGarbageStore {
  /** Removes files that no release, draft or cover has, after `id`; answers the last id looked at, null at the end. */
  dropFiles(after: number): Promise<number | null>;

  /** Takes some erased files off the list, and marks what only they needed as dead long ago; false: none was left. */
  dropErased(): Promise<boolean>;

  /** Packs that hold erased chunks. */
  erasedPacks(): Promise<string[]>;

  /** Some packs after `id`, in order of their ids. */
  packsAfter(id: string, limit: number): Promise<string[]>;

  /** Small packs older than `before` that can be joined. */
  smallPacks(below: number, before: number, limit: number): Promise<{ id: string; bytes: number }[]>;

  /** Packs that nobody has checked for longest. */
  leastChecked(limit: number): Promise<string[]>;

  /**
   * Marks what of a pack is needed now, and sorts its chunks.
   *
   * @param before - chunks that are dead since then or longer may go
   */
  use(pack: string, before: number): Promise<PackUse | null>;

  /**
   * Puts one pack in the place of others, in one transaction.
   *
   * @param next - holds what is kept; null: nothing is
   * @param broken - hashes of chunks that could not be moved, in hex
   * @returns false if a chunk that would go is needed by now: nothing was replaced
   */
  replace(packs: readonly string[], next: PackIndex | null, broken: readonly string[]): Promise<boolean>;

  /** Notes which chunks of a pack were found broken, and that it was checked. */
  noteChecked(pack: string, broken: readonly string[]): Promise<void>;

  /** Chunks that something needs and that are not here. */
  countLost(): Promise<number>;

  /** Which of some packs the records know. */
  known(packs: readonly string[]): Promise<Set<string>>;
}
