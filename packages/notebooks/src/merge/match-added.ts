// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CanonicalCell } from '../canonical/canonical.ts';
import { Budget } from '../compare/budget.ts';
import { MATCHING } from '../compare/constants.ts';
import { contentOf } from '../compare/match-ids.ts';
import { Similarity } from '../compare/similarity.ts';
import type { ThreeCells } from './units.ts';

/** Cell of a side → the cell of the base that it is. */
type Partners = ReadonlyMap<number, number>;

/** An added cell, and the cell of the base that it follows; -1 for none. */
type Added = { readonly index: number; readonly cell: CanonicalCell; readonly after: number };

/**
 * Finds cells that both sides added: of equal content in one place, or of equal long content anywhere, or of one id and
 * similar content.
 *
 * @returns pairs of mine and theirs
 */
export function matchAdded(
  cells: ThreeCells,
  partners: { readonly mine: Partners; readonly theirs: Partners }
): [number, number][] {
  const mine = addedOf(cells.mine, partners.mine, new Set(partners.theirs.values()));
  const theirs = addedOf(cells.theirs, partners.theirs, new Set(partners.mine.values()));
  if (mine.length === 0 || theirs.length === 0) {
    return [];
  }
  const similarity = new Similarity(new Budget(MATCHING.steps));
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  const pairBy = (keyOf: (added: Added) => string | null, isPair: (a: Added, b: Added) => boolean): void => {
    const free = theirs.filter(({ index }) => !taken.has(index));
    const byKey = Map.groupBy(free, keyOf);
    for (const added of mine.filter(({ index }) => !pairs.has(index))) {
      const key = keyOf(added);
      const candidates = key === null ? [] : (byKey.get(key) ?? []);
      const found = candidates.find(other => !taken.has(other.index) && isPair(added, other));
      if (found) {
        pairs.set(added.index, found.index);
        taken.add(found.index);
      }
    }
  };
  const isLong = ({ cell }: Added): boolean => cell.source.trim().length >= MATCHING.movedCharacters;
  pairBy(
    added => `${added.after}:${contentOf(added.cell)}`,
    () => true
  );
  pairBy(
    added => (isLong(added) ? contentOf(added.cell) : null),
    () => true
  );
  pairBy(
    added => added.cell.id,
    (a, b) => {
      const profiles = [similarity.profile(a.cell), similarity.profile(b.cell)] as const;
      return similarity.of(...profiles, MATCHING.confirmed) >= MATCHING.confirmed;
    }
  );
  return [...pairs];
}

function addedOf(cells: readonly CanonicalCell[], partners: Partners, onOtherSide: ReadonlySet<number>): Added[] {
  const added: Added[] = [];
  let after = -1;
  cells.forEach((cell, index) => {
    const partner = partners.get(index);
    if (partner === undefined) {
      added.push({ index, cell, after });
    } else if (onOtherSide.has(partner)) {
      after = partner;
    }
  });
  return added;
}
