// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Matches } from './engine.ts';

/**
 * Reads matches as an engine hands them over: JSON arrays of whole numbers, which take a fifth of the time of rows.
 *
 * @param scores - null: none were asked for
 * @param unit - what a score of 1 is written as
 */
export function readMatches(ids: string, scores: string | null, unit: number): Matches {
  const found = Int32Array.from(JSON.parse(ids) as number[]);
  const given = scores === null ? [] : (JSON.parse(scores) as number[]);
  const scaled = new Float64Array(found.length);
  for (let at = 0; at < given.length; at++) {
    scaled[at] = (given[at] ?? 0) / unit;
  }
  return { ids: found, scores: scaled };
}
