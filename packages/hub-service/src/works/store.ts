// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Audience, Card, Hub, Person, Reader, Withdrawal, WithdrawalCategory } from '@jupyter-atrium/api';

export type WorkState = 'live' | 'retracted' | 'erased';

/** Why something is withdrawn; what is erased keeps no words. */
export type Cause = Omit<Withdrawal, 'withdrawnAt'>;

/** What lists show of a work's newest release. */
export type ReleaseHead = {
  id: string;
  seq: number;
  label: string;
  manifest: string;
  filesDigest: string;
  files: number;
  bytes: number;
  card: Card;
  note: string;
};

/** A work and all that decides who sees it. */
export type WorkRow = {
  id: string;
  owner: Person;
  /** Whose it is, and its address there; null: a work of this hub. */
  home: { hub: Hub; url: string } | null;
  audience: Audience;
  /** Empty unless the audience is `private`. */
  readers: readonly Reader[];
  state: WorkState;
  /** The newest live release, or the newest that is not erased; null while there is neither. */
  release: ReleaseHead | null;
  /** Live ones. */
  releases: number;
  copies: number;
  /** Whether its newest release names sources, or a release of anything names it as one. Most have no kin. */
  hasKin: boolean;
  createdAt: number;
  /** When the newest release was published. */
  updatedAt: number;
  withdrawnAt: number | null;
  withdrawReason: string | null;
  withdrawCategory: WithdrawalCategory | null;
};

/** A release of some work here, as the lineage of another sees it. */
export type Kin = { work: string; label: string };

/** Works, their audience and their place among each other. */
export interface IWorkStore {
  /** Finds a work, whoever may see it; null if there is none. */
  find(id: string): Promise<WorkRow | null>;

  /** Finds several; unknown ids are absent. */
  findMany(ids: readonly string[]): Promise<Map<string, WorkRow>>;

  /** Works of a person that are not erased, the one published last first. */
  ofOwner(person: string): Promise<WorkRow[]>;

  /** What a release names as its sources, in the order it names them; `kin` null: not of this hub. */
  madeFrom(release: string): Promise<{ url: string; manifest: string; kin: Kin | null }[]>;

  /** Live works whose newest release names a release of this one, oldest first. */
  madeInto(work: string): Promise<Kin[]>;

  /** Adds a work without releases. */
  add(work: { id: string; owner: string; audience: Audience }): Promise<void>;

  /** Says who sees a work. */
  setAudience(id: string, audience: Audience, readers: readonly Reader[]): Promise<void>;

  /** Says whether a work is to be seen, and why not. */
  setState(id: string, state: WorkState, cause: Cause | null): Promise<void>;

  /** Sets a work's newest release, its time and the number of releases from the releases there are. */
  point(id: string): Promise<void>;

  /** Counts a copy, once a person and release. */
  countCopy(id: string, release: string, person: string): Promise<void>;

  /** Tells the search index, and the log of the network, that something of a work changed. */
  noteChange(id: string): Promise<void>;

  /** Holds a work until the transaction ends, so that two changes follow each other. */
  lock(id: string): Promise<void>;
}
