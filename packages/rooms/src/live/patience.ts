// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Time and chance, to be given in specs. */
export type Clock = {
  now: () => number;
  /** Resolves after a while. */
  sleep: (ms: number) => Promise<void>;
  /** From 0 to below 1. */
  random: () => number;
};

export const CLOCK: Clock = {
  now: () => Date.now(),
  sleep: ms => new Promise(resolve => window.setTimeout(resolve, ms)),
  random: () => Math.random()
};

const FIRST_MS = 1000;
const LONGEST_MS = 30_000;

/** How long to wait before a next try: 1 s to 30 s, by chance, so that a hub that comes back is not met by all at once. */
export function pause(tries: number, { random }: Clock): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** tries);
  return FIRST_MS + random() * (longest - FIRST_MS);
}
