// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** A curated set of works. */
export type CollectionRow = {
  id: string;
  title: string;
  /** Plain text; paragraphs are separated by empty lines. */
  text: string;
  isFeatured: boolean;
  /** Ids in the curator's order, whoever may see them. */
  works: readonly string[];
  createdAt: number;
  updatedAt: number;
};

/** Collections. */
export interface ICollectionStore {
  /** All of them: the featured one first, then by title. */
  all(): Promise<CollectionRow[]>;

  find(id: string): Promise<CollectionRow | null>;

  /**
   * Writes a collection as it is to be, whether it is new or not. If it is featured, no other one is any more.
   */
  put(collection: Omit<CollectionRow, 'createdAt' | 'updatedAt'>): Promise<void>;

  remove(id: string): Promise<void>;
}
