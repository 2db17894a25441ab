// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Tables of the hubs that are followed here, and of what their logs say. */
export type PeerTables = {
  peer: PeerTable;
  /** A work of a followed hub as its log has it. */
  peerWork: {
    hub: string;
    /** The id it has at home. */
    home: string;
    /** The id it has here: the same, unless another work has that. */
    work: string;
    state: string;
    scope: string | null;
    category: string | null;
    withdrawnAt: number | null;
    /** What this hub decided of it: `none`, `waiting`, `approved`, `hidden`, `accepted` (after an offer). */
    standing: string;
    seenAt: number;
  };
  peerRelease: {
    hub: string;
    home: string;
    label: string;
    /** Index of its entry: the order of releases. */
    entry: number;
    manifest: string;
    card: string;
    /** The card's exact bytes, once they came and were verified; null before, and once erased. */
    cardBytes: Uint8Array | null;
    state: string;
    scope: string | null;
    category: string | null;
    withdrawnAt: number | null;
    publishedAt: number;
    /** Why it is not listed though it is live, in words; null: it is, or its card has not come. */
    fault: string | null;
    /** When the card is asked for again. */
    retryAt: number;
  };
  /** Files of a release, from its manifest; their content comes when it is wanted. */
  peerFile: { work: string; seq: number; path: string; digest: string; size: number; mediaType: string };
  /** Releases whose content, or part of it, is kept here. */
  peerKept: { work: string; seq: number; hub: string; bytes: number; usedAt: number };
  /** What was erased and never comes back, whoever sends it: works by `hub/home`, manifests and files by digest. */
  peerTombstone: { key: string; hub: string; scope: string; seenAt: number; purgedAt: number | null };
  /** Offers a followed hub made to this one. */
  peerOffer: {
    id: string;
    hub: string;
    home: string;
    document: string;
    expiresAt: number;
    state: string;
    note: string | null;
    name: string | null;
    seenAt: number;
  };
  /** What followed hubs answered to offers of this one; the newest counts. */
  peerAnswer: { offer: string; hub: string; value: string; document: string | null; at: number };
  /** Entries that were skipped, for admins to see; a hundred of each hub are kept. */
  peerNote: { hub: string; entry: number; words: string; at: number };
};

type PeerTable = {
  /** The hub's id. */
  id: string;
  /** The service address an admin confirmed, with a final slash. */
  address: string;
  /** Addresses below which its log lies, with final slashes, as JSON. */
  bases: string;
  name: string;
  operator: string;
  /** What it says of itself, as JSON. */
  descriptor: string;
  /** Digest of the descriptor that its log names last. */
  descriptorDigest: string | null;
  /** Digest of the descriptor that is used; null: the one that was served at first contact. */
  descriptorTaken: string | null;
  /** Pinned keys of its log, as JSON. */
  vkeys: string;
  /** Pinned hash of its recovery key. */
  recovery: string;
  generation: number;
  size: number;
  /** Roots of the perfect subtrees of that many entries, 32 bytes each. */
  range: Uint8Array;
  etag: string | null;
  mode: string;
  review: string;
  quotaBytes: number;
  /** Entries up to this size count against no quota. */
  freeSize: number;
  /** Entries it had when it was paused for bringing too many. */
  seenSize: number;
  dayStart: number;
  dayEntries: number;
  /** `following`, `paused` (by an admin or a quota), `refused`, `unreachable`, `left`. */
  state: string;
  /** What went wrong last, in words; null: nothing. */
  fault: string | null;
  failures: number;
  followedBy: string;
  followedAt: number;
  succeededAt: number | null;
  changedAt: number | null;
  polledAt: number | null;
  nextPollAt: number;
  intervalMs: number;
  statementAt: number;
};
