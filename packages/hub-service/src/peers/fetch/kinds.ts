// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import type { Patience } from './watch.ts';

/** What may be asked of another hub; each kind has its own patience, size and types. */
export type PeerFile =
  | 'checkpoint'
  | 'descriptor'
  | 'statement'
  | 'bundle'
  | 'cards'
  | 'card'
  | 'crate'
  | 'cover'
  | 'manifest'
  | 'offer'
  | 'file';

/** How a kind of file is asked for. */
export type FileKind = {
  patience: Patience;
  /** After decompression. */
  maxBytes: number;
  /** Empty: any but a page, since a digest says whether it is right. */
  types: readonly string[];
  /** Hops followed: only for what is named by its digest. */
  redirects: number;
};

const IDLE_MS = 30_000;
const QUICK: Patience = { totalMs: 10_000, idleMs: IDLE_MS, leastBytes: 0 };
const USUAL: Patience = { totalMs: 60_000, idleMs: IDLE_MS, leastBytes: 0 };
const LONG: Patience = { totalMs: null, idleMs: IDLE_MS, leastBytes: 64 * 1024 };
const REDIRECTS = 3;
const BYTES = ['application/octet-stream'];

/** Every kind, with its limits. */
export const FILE_KINDS: Readonly<Record<PeerFile, FileKind>> = {
  checkpoint: { patience: QUICK, maxBytes: 64 * 1024, types: ['text/plain', ...BYTES], redirects: 0 },
  descriptor: { patience: QUICK, maxBytes: 64 * 1024, types: ['application/json', ...BYTES], redirects: 0 },
  statement: { patience: QUICK, maxBytes: 64 * 1024, types: ['text/plain', ...BYTES], redirects: 0 },
  // 256 entries of at most 4 KiB.
  bundle: { patience: USUAL, maxBytes: 1.1 * 1024 * 1024, types: BYTES, redirects: 0 },
  // The cards of a bundle, decompressed by whoever asked.
  cards: {
    patience: USUAL,
    maxBytes: 256 * (LIMITS.cardBytes + 1),
    types: ['application/gzip', ...BYTES],
    redirects: 0
  },
  card: { patience: USUAL, maxBytes: LIMITS.cardBytes, types: [], redirects: REDIRECTS },
  crate: { patience: USUAL, maxBytes: LIMITS.crateBytes, types: [], redirects: REDIRECTS },
  cover: { patience: USUAL, maxBytes: LIMITS.coverBytes, types: [], redirects: REDIRECTS },
  manifest: { patience: USUAL, maxBytes: LIMITS.manifestBytes, types: [], redirects: REDIRECTS },
  offer: { patience: USUAL, maxBytes: 4 * 1024, types: [], redirects: REDIRECTS },
  file: { patience: LONG, maxBytes: LIMITS.fileBytes, types: [], redirects: REDIRECTS }
};
