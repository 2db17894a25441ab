// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What the records hold, in numbers. */
export type Counts = {
  people: number;
  works: number;
  releases: number;
  sessions: number;
  openDrafts: number;
  sealedDrafts: number;
  packs: number;
  /** Bytes on disk. */
  packBytes: number;
  /** Chunks that a scrub found broken or missing. */
  lostChunks: number;
  /** Number of the last change the search index has to know of; 0: none. */
  lastChange: number;
};

/** Numbers for operators. */
export interface ICountStore {
  counts(): Promise<Counts>;
}
