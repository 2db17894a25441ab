// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

const SEED = 20_261_122;

/** Chance that is the same in every run. */
export function randomOf(seed: number): () => number {
  let state = (seed ^ SEED) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
