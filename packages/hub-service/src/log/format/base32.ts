// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * Writes base32 in lower case, without padding.
 *
 * @param bytes - a multiple of five
 * @see RFC 4648 §6
 */
export function encodeBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map(byte => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map(five => LETTERS[Number.parseInt(five, 2)]).join('');
}

/** Reads it; null for anything else. */
export function decodeBase32(text: string): Uint8Array | null {
  if (!/^([a-z2-7]{8})*$/.test(text)) {
    return null;
  }
  const bits = [...text].map(letter => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], byte => Number.parseInt(byte, 2));
}

/** Sets letters in groups of four, as people read them aloud. */
export function inFours(text: string): string {
  return (text.match(/.{1,4}/g) ?? []).join(' ');
}
