// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Card, Changes, Person, WithdrawalCategory } from '@jupyter-atrium/api';
import type { Cause, WorkState } from '../works/store.ts';

/** A release; its files are the file store's. */
export type ReleaseRow = {
  id: string;
  work: string;
  /** Order within the work, from 1. */
  seq: number;
  label: string;
  manifest: string;
  filesDigest: string;
  createdAt: number;
  by: Person;
  note: string;
  files: number;
  bytes: number;
  changes: Changes | null;
  card: Card;
  state: WorkState;
  withdrawnAt: number | null;
  withdrawReason: string | null;
  withdrawCategory: WithdrawalCategory | null;
};

/** A release about to be published. */
export type NewRelease = Omit<ReleaseRow, 'by' | 'state' | 'withdrawnAt' | 'withdrawReason' | 'withdrawCategory'> & {
  by: string;
  /** The work's address, as the manifest has it. */
  url: string;
  crate: { digest: string; bytes: Uint8Array };
  madeFrom: readonly { work: string; manifest: string }[];
};

/** Releases. */
export interface IReleaseStore {
  /** All releases of a work, newest first. */
  ofWork(work: string): Promise<ReleaseRow[]>;

  byLabel(work: string, label: string): Promise<ReleaseRow | null>;

  byId(id: string): Promise<ReleaseRow | null>;

  /** Finds a release of any work by its manifest. */
  byManifest(manifest: string): Promise<ReleaseRow | null>;

  /** Releases a person published since a time. */
  countSince(by: string, since: number): Promise<number>;

  add(release: NewRelease): Promise<void>;

  /** Replaces a release's card. */
  setCard(id: string, card: Card): Promise<void>;

  /** Withdraws a release or brings it back; erasing takes all that says what it was. */
  setState(id: string, state: WorkState, cause: Cause | null): Promise<void>;

  /**
   * Finds whose cover an image is.
   *
   * @returns whether some release of the work that is not erased has it
   */
  hasCover(work: string, cover: string): Promise<boolean>;
}
