// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Where packs are kept. Packs are immutable and named by the SHA-256 of their bytes, in hex. */
export interface IPacks {
  /**
   * Writes a pack; it is durable when this resolves.
   *
   * @throws DurabilityError when the disk did not confirm: nothing may be acknowledged any more
   */
  put(id: string, bytes: Uint8Array): Promise<void>;

  /**
   * Reads part of a pack, as much as `into` holds.
   *
   * @returns the same bytes
   * @throws PackMissingError
   */
  read(id: string, offset: number, into: Uint8Array): Promise<Uint8Array>;

  /** Removes a pack; nothing happens if it is gone. */
  remove(id: string): Promise<void>;

  /** Lists all packs in any order, with the time each was written in ms. */
  list(): AsyncIterable<{ id: string; bytes: number; writtenAt: number }>;

  /** Removes what an interrupted `put` left. */
  sweep(): Promise<void>;

  /** Closes files that were kept open. */
  close(): Promise<void>;
}

/** A pack that is not where the records say. */
export class PackMissingError extends Error {
  override name = 'PackMissingError';
}

/** Storage that did not confirm a write. A second sync may lie, so the process has to end and recover. */
export class DurabilityError extends Error {
  override name = 'DurabilityError';
}
