// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { decodeBase64, encodeBase64 } from './base64.ts';
import { LogFormatError } from './errors.ts';
import { HASH_BYTES } from './merkle.ts';
import { parseNote, signNote, verifyNote } from './note.ts';
import type { Signer } from './signer.ts';
import type { Vkey } from './vkey.ts';

/** Trees are smaller than this. */
export const TREE_SIZE_LIMIT = 2 ** 31;

/** What a log says of itself at one size. */
export type Checkpoint = {
  origin: string;
  /** Entries. */
  size: number;
  /** 32 bytes. */
  root: Uint8Array;
};

/** Writes and signs a checkpoint. */
export function signCheckpoint({ origin, size, root }: Checkpoint, signers: readonly Signer[]): Uint8Array {
  return signNote(`${origin}\n${size}\n${encodeBase64(root)}\n`, signers);
}

/**
 * Reads a checkpoint and verifies that a trusted key signed it.
 *
 * @param origin - the log it must be of
 * @throws LogFormatError `note`, `signature`, `unsigned`, `checkpoint`
 * @see https://c2sp.org/tlog-checkpoint
 */
export function verifyCheckpoint(
  bytes: Uint8Array,
  origin: string,
  keys: readonly Vkey[]
): Checkpoint & { signedBy: Vkey[] } {
  const { text, signedBy } = verifyNote(bytes, keys);
  const checkpoint = parseText(text);
  if (checkpoint.origin !== origin) {
    throw new LogFormatError('checkpoint', `This is a checkpoint of ${checkpoint.origin}, not of ${origin}.`);
  }
  return { ...checkpoint, signedBy };
}

/**
 * Reads a checkpoint without verifying it, such as one's own.
 *
 * @throws LogFormatError `note`, `checkpoint`
 */
export function parseCheckpoint(bytes: Uint8Array): Checkpoint {
  return parseText(parseNote(bytes).text);
}

function parseText(text: string): Checkpoint {
  const [origin = '', size = '', base64 = '', ...rest] = text.split('\n');
  const root = decodeBase64(base64);
  const isWhole = rest.length >= 1 && rest.at(-1) === '' && rest.slice(0, -1).every(line => line !== '');
  if (origin === '' || !/^(0|[1-9][0-9]{0,9})$/.test(size) || root?.length !== HASH_BYTES || !isWhole) {
    throw new LogFormatError('checkpoint', 'A checkpoint must name its log, a size and a root.');
  }
  if (Number(size) >= TREE_SIZE_LIMIT) {
    throw new LogFormatError('checkpoint', `A log of ${size} entries is too long.`);
  }
  return { origin, size: Number(size), root };
}
