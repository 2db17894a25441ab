// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash } from 'node:crypto';
import { decodeBase32, encodeBase32, inFours } from './base32.ts';

const SEED_BYTES = 32;
const CHECK_BYTES = 3;

/** Writes the private half of a recovery key for paper: 56 letters and digits in groups of four. */
export function writeRecoveryKey(seed: Uint8Array): string {
  return inFours(encodeBase32(Buffer.concat([seed, checkOf(seed)])));
}

/**
 * Reads what was typed from paper, whatever the spaces and capitals.
 *
 * @returns null for anything that is mistyped
 */
export function readRecoveryKey(text: string): Uint8Array | null {
  const bytes = decodeBase32(text.replaceAll(/[\s-]/g, '').toLowerCase());
  if (bytes?.length !== SEED_BYTES + CHECK_BYTES) {
    return null;
  }
  const seed = bytes.subarray(0, SEED_BYTES);
  return Buffer.from(bytes.subarray(SEED_BYTES)).equals(checkOf(seed)) ? seed : null;
}

function checkOf(seed: Uint8Array): Buffer {
  return createHash('sha256').update(seed).digest().subarray(0, CHECK_BYTES);
}
