// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { mergeCell } from './merge-cell.ts';
import { mergeGroup } from './merge-group.ts';
import { type Sides, cellAt } from './side.ts';
import { type UnitCells, type UnitMerge, onlyMine, onlyTheirs, plain } from './unit-merge.ts';
import type { Unit } from './units.ts';

/**
 * Merges the cells that are one.
 *
 * @param isOpen - an earlier conflict about them is undecided
 */
export function mergeUnit(sides: Sides, unit: Unit, isOpen: boolean): UnitMerge {
  const cells = cellsOf(sides, unit);
  if (unit.base.length > 1 || unit.mine.length > 1 || unit.theirs.length > 1) {
    return mergeGroup(unit, cells, isOpen);
  }
  const [base = null, mine, theirs] = [cells.base[0], cells.mine[0], cells.theirs[0]];
  if (mine && theirs) {
    const { cell, ...rest } = mergeCell(base, mine, theirs, isOpen);
    return { ...rest, cells: [{ cell, mine: unit.mine[0] ?? null, theirs: unit.theirs[0] ?? null }] };
  }
  if (mine) {
    return onlyMine(unit, cells);
  }
  return theirs ? onlyTheirs(unit, cells) : plain([], 'same');
}

/** Gives the cells of a unit. */
export function cellsOf({ base, mine, theirs }: Sides, unit: Unit): UnitCells {
  return {
    base: unit.base.flatMap(index => base.cells[index] ?? []),
    mine: unit.mine.map(index => cellAt(mine, index)),
    theirs: unit.theirs.map(index => cellAt(theirs, index))
  };
}
