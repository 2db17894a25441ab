// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync
} from 'node:fs';
import { join } from 'node:path';
import type { IClock } from '../clock.ts';

const FILE = 'session.key';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/** The key behind sessions and confirm tokens; it never leaves this object. */
export class SecretKey {
  private readonly _key: Buffer;
  private readonly _clock: IClock;

  constructor(key: Buffer, clock: IClock) {
    this._key = key;
    this._clock = clock;
  }

  /**
   * Encrypts a text.
   *
   * @param holder - a secret that only the rightful reader has, and that is not stored beside the result
   */
  seal(holder: string, text: string): string {
    const nonce = this._clock.random(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this._derive('seal', holder), nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** Decrypts what `seal` made; null for anything else, and for another holder or key. */
  open(holder: string, sealed: string): string | null {
    const bytes = Buffer.from(sealed, 'base64url');
    const start = NONCE_BYTES + TAG_BYTES;
    if (bytes.length < start) {
      return null;
    }
    try {
      const decipher = createDecipheriv(CIPHER, this._derive('seal', holder), bytes.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, start));
      return Buffer.concat([decipher.update(bytes.subarray(start)), decipher.final()]).toString('utf8');
    } catch {
      return null;
    }
  }

  /** Proves that a list of texts came from here. */
  sign(texts: readonly string[]): Buffer {
    return createHmac('sha256', this._derive('sign', '')).update(JSON.stringify(texts)).digest();
  }

  /** Tells whether a proof is that of `sign`. */
  isSigned(texts: readonly string[], proof: Buffer): boolean {
    const own = this.sign(texts);
    return own.length === proof.length && timingSafeEqual(own, proof);
  }

  private _derive(purpose: string, holder: string): Uint8Array {
    return new Uint8Array(hkdfSync('sha256', this._key, holder, `atrium ${purpose}`, KEY_BYTES));
  }
}

/**
 * Reads the key of a data folder, or makes it. Deleting the file ends every session at the next start.
 *
 * @throws Error when others may read the file, or it is no key
 */
export function loadSecretKey(data: string, clock: IClock): SecretKey {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const path = join(data, FILE);
  return new SecretKey(readKey(path) ?? makeKey(path, clock) ?? readMade(path), clock);
}

function readKey(path: string): Buffer | null {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return null;
    }
    throw error;
  }
  try {
    const mode = fstatSync(file).mode & 0o777;
    if ((mode & 0o077) !== 0) {
      throw new Error(`${path} can be read by others. Delete it: a new one is made at the next start.`);
    }
    const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
    if (key.length !== KEY_BYTES) {
      throw new Error(`${path} is no key. Delete it: a new one is made at the next start.`);
    }
    return key;
  } finally {
    closeSync(file);
  }
}

/** Null when another process was first. Whoever reads meanwhile finds the whole key or none. */
function makeKey(path: string, clock: IClock): Buffer | null {
  const key = Buffer.from(clock.random(KEY_BYTES));
  const draft = `${path}.${process.pid}.tmp`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, `${key.toString('hex')}\n`);
    fsyncSync(file);
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return null;
    }
    throw error;
  } finally {
    closeSync(file);
    unlinkSync(draft);
  }
  return key;
}

function readMade(path: string): Buffer {
  const key = readKey(path);
  if (!key) {
    throw new Error(`${path} vanished while it was read. Start again.`);
  }
  return key;
}
