// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IMatchState, Matchable } from './match-cells.ts';
import { contentOf } from './match-ids.ts';

/** Pairs free cells of equal content that is unique on both sides, wherever they stand. Empty cells are not unique. */
export function matchUniqueContent({ left, right, pairing }: IMatchState): void {
  const rightContents = uniqueContents(right, pairing.freeRight());
  for (const [content, from] of uniqueContents(left, pairing.freeLeft())) {
    const to = rightContents.get(content) ?? null;
    if (from !== null && to !== null) {
      pairing.pair(from, to);
    }
  }
}

/** Pairs equal cells at both ends of each gap: repeats, and empty cells, that kept their places. */
export function matchEnds({ left, right, pairing }: IMatchState): void {
  const isEqual = (from: number | undefined, to: number | undefined): boolean => {
    const [one, other] = [left[from ?? -1], right[to ?? -1]];
    return one !== undefined && other !== undefined && contentOf(one) === contentOf(other);
  };
  for (const gap of pairing.gaps()) {
    for (let at = 0; isEqual(gap.left[at], gap.right[at]); at += 1) {
      pairing.pair(gap.left[at] ?? 0, gap.right[at] ?? 0);
    }
    for (let at = -1; isEqual(gap.left.at(at), gap.right.at(at)); at -= 1) {
      pairing.pair(gap.left.at(at) ?? 0, gap.right.at(at) ?? 0);
    }
  }
}

/** Content → the one cell that has it, null for several. */
function uniqueContents(cells: readonly Matchable[], free: readonly number[]): Map<string, number | null> {
  const unique = new Map<string, number | null>();
  for (const index of free) {
    const cell = cells[index];
    if (cell && cell.source.trim() !== '') {
      const content = contentOf(cell);
      unique.set(content, unique.has(content) ? null : index);
    }
  }
  return unique;
}
