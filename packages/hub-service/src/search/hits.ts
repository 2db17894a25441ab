// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Catalogue } from './catalogue.ts';
import type { EngineQuery, ISearchEngine, Matches } from './engine.ts';
import { grown } from './grown.ts';

/** How many passages are scored a second time, by engines whose first score is coarse. */
const REFINED = 2000;
/** Lifts what was scored twice above all that was not. */
const REFINED_LIFT = 1e6;

/** Works that were found, with their best passage. */
export type Hits = {
  readonly slots: readonly number[];
  /** By slot: the text score of the best passage. */
  readonly scores: Float64Array;
  /** By slot: the best passage; null where nothing was looked for. */
  readonly passages: Int32Array | null;
  readonly matches: Matches | null;
};

/** All works that are allowed, for browsing. */
export function allHits(allowed: Uint8Array): Hits {
  const slots: number[] = [];
  for (let slot = 0; slot < allowed.length; slot++) {
    if (allowed[slot] === 1) {
      slots.push(slot);
    }
  }
  return { slots, scores: new Float64Array(0), passages: null, matches: null };
}

/** Gathers matching passages by work. Its arrays are used again and again: a hundred thousand works need a megabyte. */
export class HitCollector {
  private _scores = new Float64Array(0);
  private _passages = new Int32Array(0);
  private _last: readonly number[] = [];

  /**
   * Gathers the passages of works that are allowed.
   *
   * @returns hits that hold until the next call
   */
  collect(catalogue: Catalogue, matches: Matches, allowed: Uint8Array): Hits {
    const { ids, scores: given } = matches;
    const slots: number[] = [];
    this._last.forEach(slot => (this._passages[slot] = 0));
    const scores = (this._scores = grown(this._scores, allowed.length));
    const passages = (this._passages = grown(this._passages, allowed.length));
    for (let at = 0; at < ids.length; at++) {
      const passage = ids[at] ?? 0;
      const slot = catalogue.workOf(passage);
      if (allowed[slot] !== 1) {
        continue;
      }
      const score = given[at] ?? 0;
      const isFirst = passages[slot] === 0;
      if (isFirst) {
        slots.push(slot);
      }
      if (isFirst || score > (scores[slot] ?? 0)) {
        scores[slot] = score;
        passages[slot] = passage;
      }
    }
    this._last = slots;
    return { slots, scores, passages, matches };
  }
}

/** Scores the best passages again, if the engine's first score is coarse. */
export async function refineHits(
  { scores, passages, matches }: Hits,
  slots: readonly number[],
  { engine, catalogue, parsed }: { engine: ISearchEngine; catalogue: Catalogue; parsed: EngineQuery }
): Promise<void> {
  const passing = new Uint8Array(catalogue.room);
  let best = new Int32Array(0);
  const refined = await engine.rank(parsed, () => {
    slots.forEach(slot => (passing[slot] = 1));
    best = bestPassages(catalogue, matches, passing);
    return best;
  });
  for (let at = 0; refined && at < best.length; at++) {
    const slot = catalogue.workOf(best[at] ?? 0);
    const score = REFINED_LIFT + (refined[at] ?? 0);
    if (passages && score > (scores[slot] ?? 0)) {
      scores[slot] = score;
      passages[slot] = best[at] ?? 0;
    }
  }
}

function bestPassages(catalogue: Catalogue, matches: Matches | null, passing: Uint8Array): Int32Array<ArrayBuffer> {
  const { ids, scores } = matches ?? { ids: new Int32Array(0), scores: new Float64Array(0) };
  const kept = ids.filter(id => passing[catalogue.workOf(id)] === 1);
  if (kept.length <= REFINED) {
    return kept;
  }
  const keys = new Float64Array(ids.length).fill(-1);
  ids.forEach((id, at) => {
    const slot = catalogue.workOf(id);
    if (passing[slot] === 1) {
      keys[at] = (scores[at] ?? 0) + catalogue.boost(slot);
    }
  });
  const least = keys.slice().sort().at(-REFINED) ?? 0;
  return ids.filter((_, at) => (keys[at] ?? -1) >= least).subarray(0, REFINED);
}
