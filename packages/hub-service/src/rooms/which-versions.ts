// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { VersionRow } from './store.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long unnamed versions are kept: all of a day, one an hour of a week, one a day of three months. */
const KEPT = [
  { untilMs: DAY_MS, everyMs: 0 },
  { untilMs: 7 * DAY_MS, everyMs: HOUR_MS },
  { untilMs: 90 * DAY_MS, everyMs: DAY_MS }
] as const;

/**
 * Lists the versions that are kept no longer. Named ones, the first and the newest always are.
 *
 * @param versions - newest first
 */
export function toDrop(versions: readonly Pick<VersionRow, 'id' | 'name' | 'at' | 'cause'>[], now: number): string[] {
  const dropped: string[] = [];
  let last = Number.MAX_SAFE_INTEGER;
  versions.forEach(({ id, name, at, cause }, index) => {
    const rule = KEPT.find(({ untilMs }) => now - at <= untilMs);
    const isForGood = index === 0 || name !== null || cause === 'start';
    if (isForGood || (rule && (rule.everyMs === 0 || bucket(at, rule.everyMs) !== bucket(last, rule.everyMs)))) {
      last = at;
    } else {
      dropped.push(id);
    }
  });
  return dropped;
}

function bucket(time: number, everyMs: number): number {
  return Math.floor(time / everyMs);
}
