// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { alignBest } from './align.ts';
import { MATCHING } from './constants.ts';
import type { IMatchState } from './match-cells.ts';

/** Pairs similar cells within each gap: in order, with the best total; of equals the first. */
export function matchInGaps({ profiles, pairing, similarity, budget }: IMatchState): void {
  for (const gap of pairing.gaps()) {
    const left = gap.left.flatMap(index => profiles.left[index] ?? []);
    const right = gap.right.flatMap(index => profiles.right[index] ?? []);
    const score = (from: number, to: number): number => {
      const [one, other] = [left[from], right[to]];
      if (!one || !other || !budget.spend(1)) {
        return 0;
      }
      return one.isEmpty && other.isEmpty ? MATCHING.emptyPair : similarity.of(one, other, MATCHING.inGap);
    };
    const maxPairs = Math.min(budget.left / MATCHING.stepsPerPair, MATCHING.alignedPairs);
    for (const [from, to] of alignBest([left.length, right.length], score, maxPairs)) {
      pairing.pair(gap.left[from] ?? -1, gap.right[to] ?? -1);
    }
  }
}

/** Pairs similar cells that stand in different gaps: they were moved. The most similar come first, then the nearest. */
export function matchMoved({ profiles, pairing, similarity, budget }: IMatchState): void {
  const isLong = (text = ''): boolean => text.trimStart().length >= MATCHING.movedCharacters;
  const targets = pairing.freeRight().filter(index => isLong(profiles.right[index]?.text));
  const moves: { from: number; to: number; score: number }[] = [];
  for (const from of pairing.freeLeft().filter(index => isLong(profiles.left[index]?.text))) {
    if (!budget.spend(targets.length)) {
      break;
    }
    for (const to of targets) {
      const [one, other] = [profiles.left[from], profiles.right[to]];
      const score = one && other ? similarity.of(one, other, MATCHING.acrossGaps) : 0;
      if (score > 0) {
        moves.push({ from, to, score });
      }
    }
  }
  moves.sort((a, b) => b.score - a.score || Math.abs(a.from - a.to) - Math.abs(b.from - b.to));
  moves.forEach(({ from, to }) => pairing.pair(from, to));
}
