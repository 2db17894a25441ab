// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Pending, PendingCellConflict } from '@jupyter-atrium/api';
import type { CanonicalCell } from '../canonical/canonical.ts';
import { contentOf } from '../compare/match-ids.ts';
import type { Sides } from './side.ts';
import type { Unit } from './units.ts';

/** Conflicts of earlier updates that nobody has decided, by unit; those without one belong to the notebook. */
export type OpenConflicts = {
  readonly byUnit: ReadonlyMap<number, PendingCellConflict>;
  readonly gone: readonly PendingCellConflict[];
};

/** Finds the cells that undecided conflicts are about. */
export function findOpen(pending: readonly Pending[], units: readonly Unit[], sides: Sides): OpenConflicts {
  const unitOf = {
    mine: new Map(units.flatMap((unit, index) => unit.mine.map(cell => [cell, index] as const))),
    base: new Map(units.flatMap((unit, index) => unit.base.map(cell => [cell, index] as const)))
  };
  const byUnit = new Map<number, PendingCellConflict>();
  const gone: PendingCellConflict[] = [];
  for (const conflict of pending) {
    if (conflict.kind !== 'cell') {
      continue;
    }
    const side = conflict.mine ? 'mine' : 'base';
    const cell = side === 'mine' ? findMine(conflict, sides) : findBase(conflict, sides);
    const unit = cell === null ? undefined : unitOf[side].get(cell);
    if (unit === undefined || byUnit.has(unit)) {
      gone.push(conflict);
    } else {
      byUnit.set(unit, conflict);
    }
  }
  return { byUnit, gone };
}

/**
 * Whether an undecided conflict still stands after another update, in which its cells had no conflict: theirs left the
 * cells as they were, and mine did not take them over.
 */
export function isStillOpen(conflict: PendingCellConflict, unit: Unit, { base, mine, theirs }: Sides): boolean {
  const contents = (cells: readonly (CanonicalCell | undefined)[]): string =>
    cells.map(cell => (cell ? contentOf(cell) : '')).join('\0');
  const other = contents(unit.theirs.map(index => theirs.form.cells[index]));
  const own = contents(unit.mine.map(index => mine.form.cells[index]));
  const isUnchanged = other === contents(unit.base.map(index => base.cells[index]));
  const pieces = conflict.theirs ? (conflict.theirs.pieces ?? [conflict.theirs]) : [];
  const wanted = pieces.map(({ cell_type, source }) => `${cell_type}\n${source.replaceAll('\r\n', '\n')}`).join('\0');
  return isUnchanged && own !== wanted;
}

/** By id; else the nearest cell that holds what mine's held. */
function findMine({ place, mine }: PendingCellConflict, sides: Sides): number | null {
  const { cells } = sides.mine.form;
  const byId = place?.id ? cells.findIndex(cell => cell.id === place.id) : -1;
  if (byId >= 0) {
    return byId;
  }
  const first = mine?.pieces?.[0] ?? mine;
  return first && place
    ? nearest(cells, `${first.cell_type}\n${first.source.replaceAll('\r\n', '\n')}`, place.index)
    : null;
}

function findBase({ place, theirs }: PendingCellConflict, sides: Sides): number | null {
  const first = theirs?.pieces?.[0] ?? theirs;
  const content = first && `${first.cell_type}\n${first.source.replaceAll('\r\n', '\n')}`;
  return content ? nearest(sides.base.cells, content, place?.index ?? 0) : null;
}

function nearest(cells: readonly CanonicalCell[], content: string, index: number): number | null {
  const found = [...cells.keys()].filter(at => {
    const cell = cells[at];
    return cell !== undefined && contentOf(cell) === content;
  });
  return found.sort((a, b) => Math.abs(a - index) - Math.abs(b - index))[0] ?? null;
}
