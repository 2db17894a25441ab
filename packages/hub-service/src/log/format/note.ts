// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { verify } from 'node:crypto';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { LogFormatError } from './errors.ts';
import type { Signer } from './signer.ts';
import { isKeyName, type Vkey } from './vkey.ts';

/** Longest note, in bytes; a checkpoint is one. */
export const NOTE_BYTES = 64 * 1024;
export const NOTE_SIGNATURES = 16;

const SIGNATURE_BYTES = 64;
const LINE = /^— (\S+) (\S+)$/;
/** Every control character but the line end. */
const CONTROL = /[^\P{Cc}\n]/u;

/** One signature of a note, not verified. */
export type NoteSignature = { name: string; keyId: string; signature: Uint8Array };

/** A note as it was read, nothing of it verified. */
export type Note = {
  /** What is signed, with its last line end. */
  text: string;
  signatures: readonly NoteSignature[];
};

/**
 * Reads a signed note without verifying it.
 *
 * @throws LogFormatError `note`
 * @see https://c2sp.org/signed-note
 */
export function parseNote(bytes: Uint8Array): Note {
  const all = decode(bytes);
  const end = all.lastIndexOf('\n\n');
  if (end < 1 || !all.endsWith('\n') || end + 2 === all.length) {
    throw new LogFormatError('note', 'A note must end in an empty line and signatures.');
  }
  const lines = all.slice(end + 2, -1).split('\n');
  if (lines.length > NOTE_SIGNATURES) {
    throw new LogFormatError('note', `A note may have ${NOTE_SIGNATURES} signatures, not ${lines.length}.`);
  }
  return { text: all.slice(0, end + 1), signatures: lines.map(parseSignature) };
}

/**
 * Verifies a note. Signatures by unknown keys are ignored.
 *
 * @param keys - those that are trusted
 * @returns the text, and which keys signed it: at least one
 * @throws LogFormatError `note`; `signature` if one by a known key is wrong; `unsigned` if no known key signed
 */
export function verifyNote(bytes: Uint8Array, keys: readonly Vkey[]): { text: string; signedBy: Vkey[] } {
  const { text, signatures } = parseNote(bytes);
  const signedBy = new Set<Vkey>();
  for (const { name, keyId, signature } of signatures) {
    const key = keys.find(known => known.name === name && known.keyId === keyId);
    if (!key) {
      continue;
    }
    if (!isSignature(key, text, signature)) {
      throw new LogFormatError('signature', `The signature by ${name} is wrong.`);
    }
    signedBy.add(key);
  }
  if (signedBy.size === 0) {
    throw new LogFormatError('unsigned', 'None of the known keys signed this.');
  }
  return { text, signedBy: [...signedBy] };
}

/**
 * Signs a text by each key, in the given order.
 *
 * @param text - ends in a line end
 * @throws LogFormatError `note`
 */
export function signNote(text: string, signers: readonly Signer[]): Uint8Array {
  if (!text.endsWith('\n') || !text.isWellFormed() || CONTROL.test(text)) {
    throw new LogFormatError('note', 'What is signed must be plain text and end in a line end.');
  }
  const lines = signers.map(({ vkey, sign }) => {
    const typed = Buffer.concat([Buffer.from(vkey.keyId, 'hex'), sign(text)]);
    return `— ${vkey.name} ${encodeBase64(typed)}\n`;
  });
  return Buffer.from(`${text}\n${lines.join('')}`);
}

/** Tells whether a signature is right. */
export function isSignature(key: Pick<Vkey, 'key'>, text: string | Uint8Array, signature: Uint8Array): boolean {
  return signature.length === SIGNATURE_BYTES && verify(null, Buffer.from(text), key.key, signature);
}

function parseSignature(line: string): NoteSignature {
  const [, name = '', base64 = ''] = LINE.exec(line) ?? [];
  const bytes = decodeBase64(base64);
  if (!isKeyName(name) || !bytes || bytes.length < 5) {
    throw new LogFormatError('note', 'A line of signatures is malformed.');
  }
  return { name, keyId: Buffer.from(bytes.subarray(0, 4)).toString('hex'), signature: bytes.subarray(4) };
}

function decode(bytes: Uint8Array): string {
  if (bytes.length > NOTE_BYTES) {
    throw new LogFormatError('note', `A note may have ${NOTE_BYTES} bytes, not ${bytes.length}.`);
  }
  const text = decodeUtf8(bytes);
  if (text === null || CONTROL.test(text)) {
    throw new LogFormatError('note', 'A note must be plain UTF-8 text.');
  }
  return text;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads UTF-8 strictly; null for anything else. A byte order mark stays. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return UTF8.decode(bytes);
  } catch {
    return null;
  }
}
