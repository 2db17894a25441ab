// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash } from 'node:crypto';
import { CHUNK_BYTES, GEAR, cutChunk } from './chunks';

/** Bytes from a linear congruential generator: the same on every machine. */
function noise(length: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

/** Cuts a whole file that is at hand at once. */
function cutAll(bytes: Uint8Array): number[] {
  const lengths: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = cutChunk(bytes, at, true, at === 0);
    lengths.push(end - at);
    at = end;
  }
  return lengths;
}

/** Cuts a file that arrives in pieces, keeping at most a chunk and a piece. */
function cutPieces(bytes: Uint8Array, piece: number): number[] {
  const lengths: number[] = [];
  let begin = 0;
  let have = 0;
  while (begin < bytes.length) {
    const isEnd = have >= bytes.length;
    const end = cutChunk(bytes.subarray(0, have), begin, isEnd, begin === 0);
    if (end === -1) {
      have = Math.min(have + piece, bytes.length);
    } else {
      lengths.push(end - begin);
      begin = end;
    }
  }
  return lengths;
}

describe('cutChunk', () => {
  it('keeps the gear table and the cuts of repository format 1', () => {
    const table = createHash('sha256').update(new Uint8Array(GEAR.buffer)).digest('hex');
    expect(table).toMatchInlineSnapshot(`"f429fc44828d0db8b90da5a8a5186d990e87a13b262d648fe22bfe8130a7cd84"`);
    expect(cutAll(noise(1_000_000))).toMatchInlineSnapshot(`
[
  66874,
  77745,
  66528,
  96315,
  87739,
  20564,
  119217,
  67233,
  110163,
  72989,
  25844,
  66189,
  21214,
  90884,
  10502,
]
`);
  });

  it('keeps a file below the average in one chunk', () => {
    expect(cutAll(noise(CHUNK_BYTES.average - 1))).toEqual([CHUNK_BYTES.average - 1]);
  });

  it('stays within the bounds, near the average, and loses no byte', () => {
    const lengths = cutAll(noise(20_000_000, 7));
    const inner = lengths.slice(0, -1);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(20_000_000);
    expect(Math.min(...inner)).toBeGreaterThanOrEqual(CHUNK_BYTES.min);
    expect(Math.max(...inner)).toBeLessThanOrEqual(CHUNK_BYTES.max);
    const average = 20_000_000 / lengths.length;
    expect(average).toBeGreaterThan(CHUNK_BYTES.average * 0.8);
    expect(average).toBeLessThan(CHUNK_BYTES.average * 1.3);
  });

  it.each([1_000, 65_536, 300_000])('cuts the same when bytes arrive %i at a time', piece => {
    const bytes = noise(1_500_000, 3);
    expect(cutPieces(bytes, piece)).toEqual(cutAll(bytes));
  });

  it('cuts a file without variety at the longest length', () => {
    expect(cutAll(new Uint8Array(600_000))).toEqual([262_144, 262_144, 75_712]);
  });

  it('finds the old cuts again after an insertion', () => {
    const bytes = noise(3_000_000, 9);
    const edited = new Uint8Array(bytes.length + 5);
    edited.set(bytes.subarray(0, 1_200_000));
    edited.set(bytes.subarray(1_200_000), 1_200_005);
    const ends = (lengths: number[], shift: number): Set<number> => {
      let at = 0;
      return new Set(
        lengths
          .map(length => (at += length))
          .filter(end => end > 1_500_000)
          .map(end => end - shift)
      );
    };
    expect(ends(cutAll(edited), 5)).toEqual(ends(cutAll(bytes), 0));
  });
});
