// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Time and chance, injected so that tests can set them. */
export interface IClock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Bytes nobody can guess. */
  random(length: number): Uint8Array;
}

/** The real ones. */
export const systemClock: IClock = {
  now: () => Date.now(),
  random: length => crypto.getRandomValues(new Uint8Array(length))
};

/**
 * Makes a UUIDv7: ordered by time, then by chance.
 *
 * @see RFC 9562 §5.7
 */
export function newId(clock: IClock): string {
  const bytes = clock.random(16);
  const view = new DataView(bytes.buffer);
  const now = clock.now();
  view.setUint16(0, Math.floor(now / 2 ** 32));
  view.setUint32(2, now % 2 ** 32);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
