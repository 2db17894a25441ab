// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { MATCHING } from './constants.ts';
import type { IMatchState, Matchable } from './match-cells.ts';
import type { Link } from './pairing.ts';
import type { Profile } from './similarity.ts';

/** A cell of one side and consecutive cells of the other that hold its content. */
type Group = { readonly one: number; readonly many: readonly number[] };

/** Both sides as seen from the one that has the single cell. */
type View = {
  readonly manys: readonly Matchable[];
  readonly profiles: { readonly ones: readonly Profile[]; readonly manys: readonly Profile[] };
  readonly partnerOf: (one: number) => number | null;
  readonly isFree: (many: number) => boolean;
  /** For a cell without partner: the free cells in the same place. */
  readonly nearby: ReadonlyMap<number, readonly number[]>;
};

/**
 * Finds cells that were split into several, or joined from several: consecutive cells whose joined source is nearly
 * that of one cell of the other side.
 *
 * @returns links of one cell to two to five of the other side; no cell is in two of them
 */
export function findGroups(state: IMatchState): Link[] {
  const { left, right, pairing } = state;
  const gaps = pairing.gaps();
  const splits = groupsOf(state, {
    manys: right,
    profiles: { ones: state.profiles.left, manys: state.profiles.right },
    partnerOf: one => pairing.rightOf(one),
    isFree: many => pairing.isFreeRight(many),
    nearby: new Map(gaps.flatMap(gap => gap.left.map(one => [one, gap.right] as const)))
  });
  const joins = groupsOf(state, {
    manys: left,
    profiles: { ones: state.profiles.right, manys: state.profiles.left },
    partnerOf: one => pairing.leftOf(one),
    isFree: many => pairing.isFreeLeft(many),
    nearby: new Map(gaps.flatMap(gap => gap.right.map(one => [one, gap.left] as const)))
  });
  return withoutOverlaps([
    ...splits.map(({ one, many }): Link => ({ left: [one], right: many })),
    ...joins.map(({ one, many }): Link => ({ left: many, right: [one] }))
  ]);
}

function groupsOf(state: IMatchState, view: View): Group[] {
  const lengths = view.profiles.manys.map(profile => profile.lines.weight);
  return view.profiles.ones.flatMap((profile, one) => {
    const size = profile.lines.weight;
    const windows = [...windowsFor(state, view, one)].filter(window => {
      const joined = window.reduce((sum, index) => sum + (lengths[index] ?? 0), 0);
      return 2 * Math.min(joined, size) >= MATCHING.regrouped * (joined + size);
    });
    const many = bestWindow(state, view, one, windows);
    return many ? [{ one, many }] : [];
  });
}

/** The window most similar to the cell, if more so than its partner; of equals the first. */
function bestWindow(state: IMatchState, view: View, one: number, windows: readonly number[][]): number[] | null {
  const cell = view.profiles.ones[one];
  const partner = view.profiles.manys[view.partnerOf(one) ?? -1];
  if (!cell || windows.length === 0) {
    return null;
  }
  let best = partner ? state.similarity.of(cell, partner, 0) : 0;
  let found: number[] | null = null;
  for (const window of windows) {
    const source = window.map(index => view.manys[index]?.source ?? '').join('\n');
    const score = state.similarity.of(cell, state.similarity.profile({ type: cell.type, source }), MATCHING.regrouped);
    if (score > best) {
      [best, found] = [score, window];
    }
  }
  return found;
}

/** Two to five consecutive cells: its partner and free ones around it; without a partner, free ones in its place. */
function* windowsFor(state: IMatchState, view: View, one: number): Generator<number[]> {
  const partner = view.partnerOf(one);
  const reach = MATCHING.regroupedCells - 1;
  const nearby = partner === null ? (view.nearby.get(one) ?? []) : around(partner, reach);
  if (!state.budget.spend(nearby.length)) {
    return;
  }
  const parts = new Set(nearby.filter(index => index === partner || isPiece(state, view, [one, index])));
  for (const start of parts.size > 1 ? parts : []) {
    const window = [start];
    for (let next = start + 1; next <= start + reach && parts.has(next); next += 1) {
      window.push(next);
      if (partner === null || window.includes(partner)) {
        yield [...window];
      }
    }
  }
}

/** Whether a free cell may be a piece of another: of its type, with a line of it. */
function isPiece(state: IMatchState, view: View, [one, index]: readonly [number, number]): boolean {
  const [cell, piece] = [view.profiles.ones[one], view.profiles.manys[index]];
  const isCandidate = cell !== undefined && piece?.type === cell.type && view.isFree(index);
  return isCandidate && state.similarity.hasCommonLine(cell, piece);
}

/** A place, and as many before and after it. */
function around(place: number, reach: number): number[] {
  return Array.from({ length: 2 * reach + 1 }, (_, offset) => place - reach + offset);
}

function withoutOverlaps(links: readonly Link[]): Link[] {
  const taken = { left: new Set<number>(), right: new Set<number>() };
  return links.filter(link => {
    const isTaken = link.left.some(index => taken.left.has(index)) || link.right.some(index => taken.right.has(index));
    if (!isTaken) {
      link.left.forEach(index => taken.left.add(index));
      link.right.forEach(index => taken.right.add(index));
    }
    return !isTaken;
  });
}
