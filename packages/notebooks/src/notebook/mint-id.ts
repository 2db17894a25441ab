// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * Hashes text to 53 bits. It tells texts apart; it does not withstand an attacker.
 *
 * @see cyrb53 by bryc, public domain
 */
export function hash53(text: string, seed = 0): number {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

/** Hashes text to 14 hexadecimal digits, as `hash53` does. */
export function hashText(text: string): string {
  return hash53(text).toString(16).padStart(14, '0');
}

/**
 * Mints a cell id from what the cell holds: the same in every program, and not shifted by cells inserted before it.
 *
 * @param content - what the cell holds
 * @param taken - ids of the notebook; the new one is added
 * @returns `u` and 11 hexadecimal digits
 */
export function mintId(content: string, taken: Set<string>): string {
  for (let counter = 0; ; counter += 1) {
    const id = `u${hashText(`${counter}:${content}`).slice(-11)}`;
    if (!taken.has(id)) {
      taken.add(id);
      return id;
    }
  }
}
