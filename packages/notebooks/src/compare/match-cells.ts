// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Budget } from './budget.ts';
import { MATCHING } from './constants.ts';
import { matchEnds, matchUniqueContent } from './match-content.ts';
import { findGroups } from './match-groups.ts';
import { matchAliases, matchIds } from './match-ids.ts';
import { matchInGaps, matchMoved } from './match-similar.ts';
import { type Link, Pairing } from './pairing.ts';
import { type Comparable, type Profile, Similarity } from './similarity.ts';

/** What of a cell decides which cell of the other side it is. */
export type Matchable = Comparable & { readonly id: string | null };

/** What the steps of matching share. */
export interface IMatchState {
  readonly left: readonly Matchable[];
  readonly right: readonly Matchable[];
  readonly profiles: { readonly left: readonly Profile[]; readonly right: readonly Profile[] };
  readonly pairing: Pairing;
  readonly similarity: Similarity;
  readonly budget: Budget;
}

export interface IMatchOptions {
  /** Ids of the left side → ids of the right, learned earlier. Default: none. */
  aliases?: ReadonlyMap<string, string>;
  /** How many steps the search for similar cells may take. Default: `MATCHING.steps`. */
  steps?: number;
}

/** Which cells of two notebooks are the same ones. */
export type CellMatch = {
  /** In the order of the left side; cells that are in none have no partner. */
  readonly links: readonly Link[];
  /** False if the steps did not suffice: links are right, but there may be fewer. */
  readonly isComplete: boolean;
};

/**
 * Finds which cell of one notebook is which of another: by aliases, ids that the contents do not contradict, equal
 * content, similar content, and content that was split or joined. Ids are hints only.
 *
 * @param left - cells of `canonicalForm` or `readBase`
 * @param right - the same of the other side
 */
export function matchCells(
  left: readonly Matchable[],
  right: readonly Matchable[],
  options: IMatchOptions = {}
): CellMatch {
  const budget = new Budget(options.steps ?? MATCHING.steps);
  const pairing = new Pairing(left.length, right.length);
  const similarity = new Similarity(budget);
  const profiles = {
    left: left.map(cell => similarity.profile(cell)),
    right: right.map(cell => similarity.profile(cell))
  };
  const state: IMatchState = { left, right, profiles, pairing, similarity, budget };
  matchAliases(state, options.aliases ?? new Map());
  matchIds(state);
  matchUniqueContent(state);
  matchEnds(state);
  matchInGaps(state);
  matchMoved(state);
  const groups = findGroups(state);
  const grouped = new Set(groups.flatMap(group => group.left));
  const pairs = pairing.pairs().filter(([from]) => !grouped.has(from));
  const links = [...groups, ...pairs.map(([from, to]): Link => ({ left: [from], right: [to] }))];
  return { links: links.sort((a, b) => (a.left[0] ?? 0) - (b.left[0] ?? 0)), isComplete: !budget.isSpent };
}
