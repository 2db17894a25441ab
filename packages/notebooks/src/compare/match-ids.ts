// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { MATCHING } from './constants.ts';
import type { IMatchState, Matchable } from './match-cells.ts';

/** Pairs cells by ids learned earlier; those that no longer exist, or are not unique, are ignored. */
export function matchAliases({ left, right, pairing }: IMatchState, aliases: ReadonlyMap<string, string>): void {
  const leftIds = uniqueIds(left);
  const rightIds = uniqueIds(right);
  for (const [leftId, rightId] of aliases) {
    const from = leftIds.get(leftId);
    const to = rightIds.get(rightId);
    if (from !== undefined && to !== undefined) {
      pairing.pair(from, to);
    }
  }
}

/**
 * Pairs cells of equal id, unless the contents of the file as a whole, or of a pair, speak against it: some programs
 * mint ids by position, and a copied cell may carry another's id.
 */
export function matchIds(state: IMatchState): void {
  const rightIds = uniqueIds(state.right);
  const candidates: Candidate[] = [];
  const contents = [contentsOf(state.left), contentsOf(state.right)] as const;
  for (const [id, left] of uniqueIds(state.left)) {
    const right = rightIds.get(id);
    if (right !== undefined && state.pairing.isFreeLeft(left) && state.pairing.isFreeRight(right)) {
      candidates.push(judge(state, [left, right], contents));
    }
  }
  const confirmed = candidates.filter(({ similarity }) => similarity >= MATCHING.confirmed).length;
  const contradicted = candidates.filter(candidate => candidate.isContradicted).length;
  if (contradicted > confirmed) {
    return;
  }
  for (const { pair, similarity, isContradicted } of candidates) {
    if (!isContradicted || similarity >= MATCHING.contradicted) {
      state.pairing.pair(...pair);
    }
  }
}

type Candidate = {
  readonly pair: readonly [number, number];
  readonly similarity: number;
  readonly isContradicted: boolean;
};

type Contents = ReadonlyMap<string, number>;

function judge(
  state: IMatchState,
  pair: readonly [number, number],
  contents: readonly [Contents, Contents]
): Candidate {
  const [left, right] = [state.left[pair[0]], state.right[pair[1]]];
  const [one, other] = [state.profiles.left[pair[0]], state.profiles.right[pair[1]]];
  if (!left || !right || !one || !other || contentOf(left) === contentOf(right)) {
    return { pair, similarity: 1, isContradicted: false };
  }
  const similarity = state.similarity.of(one, other, MATCHING.contradicted);
  const hasEqual = isElsewhere(left, contents[1]) || isElsewhere(right, contents[0]);
  return { pair, similarity, isContradicted: hasEqual && similarity < MATCHING.confirmed };
}

/** The two differ, so any cell of that content has another id. Empty cells say nothing. */
function isElsewhere(cell: Matchable, contents: Contents): boolean {
  return cell.source.trim() !== '' && contents.has(contentOf(cell));
}

function contentsOf(cells: readonly Matchable[]): Contents {
  return new Map(cells.map((cell, index) => [contentOf(cell), index]));
}

/** What makes two cells exactly equal: type and source. */
export function contentOf(cell: Matchable): string {
  return `${cell.type}\n${cell.source}`;
}

function uniqueIds(cells: readonly Matchable[]): Map<string, number> {
  const unique = new Map<string, number>();
  const repeated = new Set<string>();
  cells.forEach(({ id }, index) => {
    if (id !== null && unique.has(id)) {
      repeated.add(id);
    } else if (id !== null) {
      unique.set(id, index);
    }
  });
  repeated.forEach(id => unique.delete(id));
  return unique;
}
