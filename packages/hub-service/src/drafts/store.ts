// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Changes, Check, FileEntry, PutFiles, Sealed } from '@jupyter-atrium/api';

export type DraftState = 'open' | 'sealed' | 'published';

/** What sealing found, and what publishing needs of it. */
export type SealedRow = Sealed & {
  /** Since the draft's base; null without one. */
  changes: Changes | null;
};

/** A draft. */
export type DraftRow = {
  id: string;
  owner: string;
  work: string | null;
  /** The work's newest release when the draft was opened. */
  base: { release: string; seq: number; label: string; manifest: string; filesDigest: string } | null;
  title: string;
  source: string;
  state: DraftState;
  total: number | null;
  received: number;
  cover: string | null;
  sealed: SealedRow | null;
  /** Grows with every change of the table. */
  revision: number;
  createdAt: number;
  touchedAt: number;
};

/** A file of a draft's table. */
export type DraftFile = FileEntry & {
  /** n × 32 bytes; null: the service is said to know the file. */
  recipe: Uint8Array | null;
  /** It stands so in the release the table starts from. */
  isFromBase: boolean;
};

/** Drafts and their tables of files. */
export interface IDraftStore {
  /** Finds a draft that has not expired; null if there is none. */
  find(id: string): Promise<DraftRow | null>;

  /** Drafts of a person that are not published, the one used last first. */
  ofOwner(owner: string): Promise<DraftRow[]>;

  add(
    draft: Pick<DraftRow, 'id' | 'owner' | 'work' | 'title' | 'source' | 'total'> & { base: string | null }
  ): Promise<void>;

  /** Holds a draft until the transaction ends. */
  lock(id: string): Promise<void>;

  /** Counts raw bytes received, and that the draft was used. */
  receive(id: string, bytes: number): Promise<void>;

  /**
   * Changes a draft's table.
   *
   * @param from - the release whose files the table starts anew from; null: it goes on from what it is
   */
  change(id: string, from: string | null, changes: Pick<PutFiles, 'put' | 'remove'>): Promise<void>;

  /** Empties a draft's table; what was received stays. */
  clear(id: string): Promise<void>;

  /** Files put into a draft's table, those of its base not counted. */
  countPut(id: string): Promise<number>;

  /** The draft's whole table, ordered by the bytes of the paths. */
  files(id: string): Promise<DraftFile[]>;

  setCover(id: string, cover: string): Promise<void>;

  /**
   * Ends a draft's changes.
   *
   * @param revision - of the table that was looked at
   * @returns false if the table has changed since, or the draft is gone
   */
  seal(id: string, sealed: SealedRow, revision: number): Promise<boolean>;

  /** Notes what a sealed draft's findings are by now. */
  setChecks(id: string, sealed: SealedRow, checks: readonly Check[]): Promise<void>;

  /** Notes what a draft became; its table and its hold on content go. */
  publish(id: string, work: string): Promise<void>;

  remove(id: string): Promise<void>;

  /** Removes all drafts of a work, published ones too. */
  removeOf(work: string): Promise<void>;

  /** Removes what has expired. */
  expire(): Promise<void>;
}
