// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Descriptor } from '../log/format/index.ts';

/** What a followed hub may bring here. */
export type PeerMode = 'offers' | 'listed' | 'mirrored' | 'muted' | 'blocked';
/** Which of its works wait for a curator. */
export type PeerReview = 'none' | 'first' | 'all';
/** How following goes. */
export type PeerState = 'following' | 'paused' | 'refused' | 'unreachable' | 'left';

/** A hub that is followed here. */
export type PeerRow = {
  id: string;
  /** The service address an admin confirmed, with a final slash. */
  address: string;
  /** Addresses below which its log lies, with final slashes. */
  bases: readonly string[];
  name: string;
  operator: string;
  descriptor: Descriptor;
  /** Digest of the descriptor that its log names last. */
  descriptorDigest: string | null;
  /** Digest of the descriptor that is used; null: the one that was served at first contact. */
  descriptorTaken: string | null;
  /** Pinned keys of its log. */
  vkeys: readonly string[];
  /** Pinned hash of its recovery key. */
  recovery: string;
  generation: number;
  size: number;
  /** Roots of the perfect subtrees of that many entries, the largest first. */
  range: readonly Uint8Array[];
  etag: string | null;
  mode: PeerMode;
  review: PeerReview;
  quotaBytes: number;
  /** Entries up to this size count against no quota. */
  freeSize: number;
  /** Entries it had when it was paused for bringing too many. */
  seenSize: number;
  dayStart: number;
  dayEntries: number;
  state: PeerState;
  fault: string | null;
  /** Polls that failed since the last that did not. */
  failures: number;
  followedBy: string;
  followedAt: number;
  succeededAt: number | null;
  changedAt: number | null;
  polledAt: number | null;
  nextPollAt: number;
  intervalMs: number;
  /** When a statement of a new generation was looked for last. */
  statementAt: number;
};

/** Hubs that are followed. */
export interface IPeerStore {
  /** All of them, by name. */
  all(): Promise<PeerRow[]>;

  find(id: string): Promise<PeerRow | null>;

  /** Ids of those that are to be asked now. */
  due(now: number): Promise<string[]>;

  add(peer: PeerRow): Promise<void>;

  change(id: string, fields: Partial<Omit<PeerRow, 'id'>>): Promise<void>;

  /** Forgets a hub, its works must be gone. Tombstones stay. */
  remove(id: string): Promise<void>;

  /** Notes entries that were skipped, and why. */
  note(id: string, notes: readonly { entry: number; words: string }[]): Promise<void>;

  /** The newest of these notes first. */
  notes(id: string): Promise<{ entry: number; words: string; at: number }[]>;

  /** Listed works and bytes kept of each hub. */
  counts(): Promise<Map<string, { works: number; waiting: number; keptBytes: number }>>;
}

/** A release as a log has it. */
export type LogRelease = {
  label: string;
  /** Index of its entry. */
  entry: number;
  /** Empty for one that was erased before it was published. */
  manifest: string;
  card: string;
  state: LogItemState;
  scope: string | null;
  category: string | null;
  withdrawnAt: number | null;
  publishedAt: number;
};

export type LogItemState = 'live' | 'retracted' | 'erased';

/** Whether a work is listed: `none` leaves it to the mode. */
export type Standing = 'none' | 'waiting' | 'approved' | 'hidden' | 'accepted';

/** A work as a log has it. */
export type LogWork = {
  /** The id it has at home. */
  home: string;
  state: LogItemState;
  scope: string | null;
  category: string | null;
  withdrawnAt: number | null;
  standing: Standing;
  releases: Map<string, LogRelease>;
};

/** `retryAt` of a release that is not what its entry says: only another entry helps. */
export const NEVER = Number.MAX_SAFE_INTEGER;

/** A release whose card has not come yet. */
export type Cardless = { home: string; label: string; entry: number; manifest: string; card: string };

/** What came of asking for a card. */
export type CardOutcome = { home: string; label: string } & (
  | { bytes: Uint8Array }
  /** It is not listed, and why; asked again then. */
  | { fault: string; retryAt: number }
);

/** An offer of a followed hub to this one. */
export type PeerOffer = {
  id: string;
  hub: string;
  home: string;
  document: string;
  expiresAt: number;
  state: 'open' | 'cancelled' | 'accepted' | 'declined' | 'ended';
  note: string | null;
  name: string | null;
  seenAt: number;
};

/** What the logs of followed hubs say, whatever of it is shown. */
export interface IForeignStore {
  /** Works of a hub by their ids at home; unknown ones are absent. */
  load(hub: string, homes: readonly string[]): Promise<Map<string, LogWork>>;

  /** Ids at home of all works of a hub. */
  homes(hub: string, after: string, limit: number): Promise<string[]>;

  /** Writes works and their releases; cards that are no longer named go. */
  save(hub: string, works: readonly LogWork[]): Promise<void>;

  /** Which of some keys were erased for ever. */
  buried(keys: readonly string[]): Promise<Set<string>>;

  bury(tombstones: readonly { key: string; hub: string; scope: string }[]): Promise<void>;

  /** Releases whose cards are to be asked for now, in the order of their entries. */
  cardless(hub: string, limit: number): Promise<Cardless[]>;

  putCards(hub: string, outcomes: readonly CardOutcome[]): Promise<void>;

  /** Says what is to become of works; none given: of all that wait. */
  setStanding(hub: string, from: Standing | null, to: Standing, homes: readonly string[] | null): Promise<string[]>;

  /** Works of a hub that a curator approved. */
  countApproved(hub: string): Promise<number>;

  putOffers(offers: readonly Omit<PeerOffer, 'note' | 'name' | 'seenAt'>[]): Promise<void>;

  cancelOffers(hub: string, ids: readonly string[]): Promise<void>;

  /** Open offers of a hub, the oldest first. */
  openOffers(hub: string): Promise<PeerOffer[]>;

  setOffer(id: string, fields: Partial<Pick<PeerOffer, 'state' | 'note' | 'name'>>): Promise<void>;

  putAnswers(hub: string, answers: readonly { offer: string; value: string; document: string | null }[]): Promise<void>;
}

/** A file as a foreign manifest names it. */
export type ForeignFile = { path: string; digest: string; size: number; mediaType: string };

/** Where a foreign work stands in the gallery. */
export interface IShelfStore {
  /** Makes the gallery's rows of works what their log, their cards and this hub's decisions say. */
  arrange(peer: Pick<PeerRow, 'id' | 'name' | 'mode' | 'address'>, homes: readonly string[]): Promise<void>;

  /** Removes all works of a hub with all that hangs on them. */
  clear(hub: string): Promise<void>;

  /** Whose a work is; null: of this hub. */
  source(work: string): Promise<{ hub: string; home: string } | null>;

  /** Files of a release; null: its manifest has not come yet. */
  filesOf(work: string, seq: number): Promise<ForeignFile[] | null>;

  /** Notes what a manifest says. */
  putFiles(
    work: string,
    seq: number,
    files: readonly ForeignFile[],
    facts: { filesDigest: string; crate: string; madeFrom: readonly { url: string; manifest: string }[] }
  ): Promise<void>;

  /** The manifest of the newest release of the work at an address, ours or foreign; null: it is not here. */
  manifestAt(url: string): Promise<string | null>;

  /** Lets a release have files whose content is here now. */
  keepFiles(work: string, seq: number, hub: string, files: readonly ForeignFile[]): Promise<void>;

  /** Notes that kept content was used. */
  touch(work: string, seq: number): Promise<void>;

  /** Listed works of a hub whose newest release is not wholly here. */
  unmirrored(hub: string, limit: number): Promise<string[]>;

  /** Bytes kept of a hub's works. */
  keptBytes(hub: string): Promise<number>;

  /** Lets go of the content of the release that was not used for longest, but for one; false: there is none. */
  dropOldest(hub: string, but: { work: string; seq: number }, before: number): Promise<boolean>;
}
