// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { randomBytes } from 'node:crypto';

/**
 * Makes an id that begins with its time.
 *
 * @param now - milliseconds since 1970
 * @see RFC 9562, section 5.7
 */
export function uuidV7(now: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
