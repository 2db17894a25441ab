// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** A note that something of a work changed. */
export type SearchChange = { readonly seq: number; readonly work: string };

/** What the records say to the index. */
export interface ISearchChangeStore {
  /**
   * Lists changes in the order in which they were committed: once a change was listed, none before it appears.
   *
   * @param seq - of the last change that is known
   */
  after(seq: number, limit: number): Promise<SearchChange[]>;

  /** The first and last change that is still noted; null: none. */
  bounds(): Promise<{ first: number; last: number } | null>;

  /** Tells whether any of some works was erased since a time in ms, or a release of it. */
  hasErased(works: readonly string[], since: number): Promise<boolean>;

  /** Forgets changes up to one that every index has. */
  forget(seq: number): Promise<void>;

  /** Lists works whatever their state, by id, after an id. */
  works(after: string, limit: number): Promise<string[]>;
}
