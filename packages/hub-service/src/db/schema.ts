// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Generated, Kysely } from 'kysely';
import type { PeerTables } from './peer-tables.ts';
import type { RoomTables } from './room-tables.ts';

/**
 * The tables of the records database.
 *
 * One meaning on both engines: ids are text, times integer milliseconds UTC, booleans 0 or 1, JSON is text that SQL
 * never looks into, digests are `sha256:` and hex, chunk hashes 32 bytes. Files and chunks, of which there are many,
 * have small whole numbers as keys; these never leave the service.
 */
export type Tables = {
  person: { id: string; username: string; name: string; createdAt: number; seenAt: number };
  personGroup: { person: string; name: string };
  work: WorkTable;
  reader: { work: string; kind: string; name: string };
  release: ReleaseTable;
  /** What a release says it was made from. */
  lineage: { release: string; manifest: string; url: string };
  /** Who opened a copy of which release: a copy counts once a person. */
  openedCopy: { release: string; person: string };
  /** Of releases `since` ≤ seq < `until`; null: and of all that follow. An update writes only what differs. */
  releaseFile: {
    work: string;
    path: string;
    since: number;
    until: number | null;
    file: number;
    mediaType: string;
  };
  /** A file whose recipe was verified against its digest. */
  file: { id: Generated<number>; digest: string; size: number };
  fileChunk: { file: number; seq: number; chunk: number };
  /** What the gate found in a file, so that an update reads only what changed. */
  fileCheck: { file: number; path: string; version: number; result: string };
  /** Secrets of which a person said, on the service's own page, that they are none. */
  confirmedSecret: { person: string; finding: string; at: number };
  /** Files of erased releases whose content still has to leave the disk. */
  erasedFile: { file: number };
  chunk: ChunkTable;
  pack: { id: string; bytes: number; createdAt: number; checkedAt: number };
  draft: DraftTable;
  /** Changes to the files of `draft.filesFrom`. `digest` null: removed. `recipe`: n × 32 bytes; null: known already. */
  draftFile: {
    draft: string;
    path: string;
    digest: string | null;
    size: number;
    mediaType: string;
    recipe: Uint8Array | null;
  };
  draftChunk: { draft: string; chunk: number };
  ticket: {
    hash: string;
    person: string;
    purpose: string;
    draft: string | null;
    release: string | null;
    bytesLeft: number;
    createdAt: number;
    usedAt: number;
  };
  idempotency: { key: string; person: string; status: number; body: string; createdAt: number };
  audit: AuditTable;
  searchChange: { seq: Generated<number>; work: string };
  collection: { id: string; title: string; text: string; isFeatured: number; createdAt: number; updatedAt: number };
  collectionWork: { collection: string; work: string; rank: number };
  /** `sealed`: encrypted with what only the person's browser holds. */
  login: { id: string; browser: string; sealed: string; expiresAt: number };
  session: { id: string; person: string; sealed: string; undo: string | null; expiresAt: number };
  spentConfirm: { nonce: string; expiresAt: number };
  /** A log of this hub; the highest generation counts. `vkeys`, `rotations`: JSON. */
  logGeneration: {
    generation: number;
    hubId: string;
    vkeys: string;
    rotations: string;
    recovery: string;
    descriptor: string | null;
    statement: Uint8Array | null;
    checkpoint: Uint8Array | null;
    openedAt: number;
  };
  /** Never updated, never deleted. `idx` is dense. */
  logEntry: { generation: number; idx: number; bytes: Uint8Array; hash: Uint8Array };
  /** What the entries of the newest generation add up to. */
  logWork: { work: string; state: string; category: string | null };
  logRelease: {
    work: string;
    label: string;
    seq: number;
    manifest: string;
    crate: string;
    card: string;
    state: string;
  };
  /** Documents the log names by digest. */
  logDocument: { digest: string; kind: string; bytes: Uint8Array };
} & PeerTables &
  RoomTables;

type WorkTable = {
  id: string;
  /** The followed hub whose work it is; null: a work of this hub. */
  hub: string | null;
  owner: string;
  audience: string;
  state: string;
  /** The newest live release, or the newest that is not erased; null while there is neither. */
  release: string | null;
  /** Live ones. */
  releases: number;
  copies: number;
  createdAt: number;
  updatedAt: number;
  withdrawnAt: number | null;
  withdrawReason: string | null;
  withdrawCategory: string | null;
};

type ReleaseTable = {
  id: string;
  work: string;
  /** Order within the work, from 1. */
  seq: number;
  label: string;
  manifest: string;
  crate: string;
  /** The crate itself; null once erased. */
  crateBytes: Uint8Array | null;
  /** The work's address when it was published, as the manifest has it. */
  url: string;
  filesDigest: string;
  createdAt: number;
  by: string;
  note: string;
  files: number;
  bytes: number;
  state: string;
  withdrawnAt: number | null;
  withdrawReason: string | null;
  withdrawCategory: string | null;
  changes: string | null;
  card: string;
  cover: string | null;
};

type ChunkTable = {
  id: Generated<number>;
  hash: Uint8Array;
  /** Raw bytes. */
  size: number;
  /** Null: not held, because it was lost or found broken. */
  pack: string | null;
  /** Of the frame's payload in the pack. */
  offset: number;
  stored: number;
  encoding: number;
  /** When nothing was found to need it; null: something does, or nobody looked. */
  deadSince: number | null;
};

type DraftTable = {
  id: string;
  owner: string;
  work: string | null;
  /** The newest release when the draft was opened. */
  base: string | null;
  /** The release whose files the draft's table starts from. */
  filesFrom: string | null;
  title: string;
  source: string;
  state: string;
  total: number | null;
  received: number;
  cover: string | null;
  sealed: string | null;
  /** Grows with every change of the table. */
  revision: number;
  createdAt: number;
  touchedAt: number;
};

type AuditTable = {
  seq: Generated<number>;
  at: number;
  person: string;
  tokenId: string | null;
  act: string;
  object: string;
  detail: string;
  previous: string;
  hash: string;
};

/** The records database on either engine. */
export type Database = Kysely<Tables>;
