// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Generated, Kysely } from 'kysely';

/**
 * The tables of the records database.
 *
 * One meaning on both engines: ids are text, times integer milliseconds UTC, booleans 0 or 1, JSON is text that SQL
 * never looks into, digests are `sha256:` and hex, chunk hashes 32 bytes.
 */
export type Tables = {
  person: { id: string; username: string; name: string; createdAt: number; seenAt: number };
  personGroup: { person: string; name: string };
  work: {
    id: string;
    owner: string;
    audience: string;
    state: string;
    /** The newest live release; null while there is none. */
    release: string | null;
    releases: number;
    copies: number;
    createdAt: number;
    updatedAt: number;
    withdrawnAt: number | null;
    withdrawReason: string | null;
  };
  reader: { work: string; kind: string; name: string };
  release: {
    id: string;
    work: string;
    /** Order within the work, from 1. */
    seq: number;
    label: string;
    manifest: string;
    crate: string;
    filesDigest: string;
    createdAt: number;
    by: string;
    note: string;
    files: number;
    bytes: number;
    state: string;
    changes: string | null;
    card: string;
    cover: string | null;
    madeFrom: string;
  };
  releaseFile: { release: string; path: string; digest: string; size: number; mediaType: string };
  /** A file whose recipe was verified against its digest. */
  file: { digest: string; size: number; chunks: number };
  fileChunk: { file: string; seq: number; chunk: Uint8Array };
  chunk: { hash: Uint8Array; pack: string; offset: number; stored: number; size: number; encoding: number };
  pack: { id: string; bytes: number; createdAt: number };
  draft: {
    id: string;
    owner: string;
    work: string | null;
    base: string | null;
    title: string;
    source: string;
    state: string;
    total: number | null;
    received: number;
    cover: string | null;
    sealed: string | null;
    createdAt: number;
    touchedAt: number;
  };
  /** `recipe`: JSON array of chunk hashes in hex; null: the file is known already. */
  draftFile: { draft: string; path: string; digest: string; size: number; mediaType: string; recipe: string | null };
  draftChunk: { draft: string; chunk: Uint8Array };
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
  audit: {
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
  searchChange: { seq: Generated<number>; work: string };
  collection: { id: string; title: string; text: string; isFeatured: number; createdAt: number; updatedAt: number };
  collectionWork: { collection: string; work: string; rank: number };
};

/** The records database on either engine. */
export type Database = Kysely<Tables>;
