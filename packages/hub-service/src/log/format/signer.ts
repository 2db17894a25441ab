// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { LogFormatError } from './errors.ts';
import { makeVkey, type Vkey } from './vkey.ts';

/** RFC 8410: what stands before the 32 bytes of an Ed25519 seed in PKCS #8. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SEED_BYTES = 32;

/** A private key that signs notes. */
export type Signer = { vkey: Vkey; sign: (text: string) => Uint8Array };

/**
 * Makes a signer of an Ed25519 seed.
 *
 * @param name - for a log key the log's origin
 * @param seed - 32 bytes
 * @throws LogFormatError `vkey`
 */
export function makeSigner(name: string, seed: Uint8Array): Signer {
  if (seed.length !== SEED_BYTES) {
    throw new LogFormatError('vkey', 'A private key has 32 bytes.');
  }
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  const vkey = makeVkey(name, rawPublic(createPublicKey(key)));
  return { vkey, sign: text => sign(null, Buffer.from(text), key) };
}

/** Makes a new random seed of 32 bytes. */
export function newSeed(): Uint8Array {
  const { privateKey } = generateKeyPairSync('ed25519');
  return Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
}

function rawPublic(key: KeyObject): Uint8Array {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
}
