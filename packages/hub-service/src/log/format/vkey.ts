// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { encodeBase32, inFours } from './base32.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { LogFormatError } from './errors.ts';

/** Marks Ed25519 in keys and signatures. */
const ED25519 = 0x01;
const KEY_BYTES = 32;
const FINGERPRINT_BYTES = 20;

/** A public key with its name: who signs a log, or its recovery. */
export type Vkey = {
  /** For a log key the log's origin. */
  name: string;
  /** First 4 bytes of SHA-256 over name and key, as 8 hexadecimal digits. */
  keyId: string;
  /** 32 bytes. */
  publicKey: Uint8Array;
  /** `name+keyId+base64`: what is pinned and compared. */
  text: string;
  key: KeyObject;
};

/** Tells whether a text may name a key: not empty, no white space, no `+`. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[\s+\p{Cc}]/u.test(name);
}

/**
 * Makes a vkey of a name and an Ed25519 public key.
 *
 * @param publicKey - 32 bytes
 * @throws LogFormatError `vkey`
 */
export function makeVkey(name: string, publicKey: Uint8Array): Vkey {
  if (!isKeyName(name) || publicKey.length !== KEY_BYTES) {
    throw new LogFormatError('vkey', 'A key needs a name without spaces and “+”, and 32 bytes.');
  }
  const typed = Buffer.concat([Buffer.of(ED25519), publicKey]);
  const keyId = createHash('sha256').update(`${name}\n`).update(typed).digest().subarray(0, 4).toString('hex');
  const x = Buffer.from(publicKey).toString('base64url');
  return {
    name,
    keyId,
    publicKey: Uint8Array.from(publicKey),
    text: `${name}+${keyId}+${encodeBase64(typed)}`,
    key: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  };
}

/**
 * Reads a vkey.
 *
 * @throws LogFormatError `vkey`, also when the key id is not that of name and key
 * @see https://c2sp.org/signed-note
 */
export function parseVkey(text: string): Vkey {
  // Base64 may contain `+`, names and key ids may not.
  const first = text.indexOf('+');
  const second = text.indexOf('+', first + 1);
  const bytes = second > first ? decodeBase64(text.slice(second + 1)) : null;
  if (first < 1 || bytes?.length !== 1 + KEY_BYTES || bytes[0] !== ED25519) {
    throw new LogFormatError('vkey', 'This is no Ed25519 key of the form name+id+base64.');
  }
  const vkey = makeVkey(text.slice(0, first), bytes.subarray(1));
  if (vkey.text !== text) {
    throw new LogFormatError('vkey', 'The key does not have the id it claims.');
  }
  return vkey;
}

/**
 * Writes what people compare by another channel: 32 letters and digits in groups of four.
 *
 * It names the key only, not its name: the first 20 bytes of SHA-256(0x01 ‖ public key) in base32.
 */
export function fingerprintOf({ publicKey }: Pick<Vkey, 'publicKey'>): string {
  const hash = createHash('sha256').update(Buffer.of(ED25519)).update(publicKey).digest();
  return inFours(encodeBase32(hash.subarray(0, FINGERPRINT_BYTES)));
}

/** `sha256:…` of a vkey's text: how a recovery key is pinned before it is revealed. */
export function vkeyDigest(vkey: Pick<Vkey, 'text'>): string {
  return `sha256:${createHash('sha256').update(vkey.text).digest('hex')}`;
}
