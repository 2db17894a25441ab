// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Pending, PendingCell, PendingCellConflict } from '@jupyter-atrium/api';
import type { CanonicalCell } from '../canonical/canonical.ts';
import { contentOf } from '../compare/match-ids.ts';
import { isSameAttachments } from './merge-attachments.ts';
import type { Side, Sides } from './side.ts';
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
  const wanted = pieces.map(contentOfPending).join('\0');
  return isUnchanged && (own !== wanted || (conflict.why === 'attachments' && !hasTheirFiles(unit, mine, theirs)));
}

function hasTheirFiles(unit: Unit, mine: Side, theirs: Side): boolean {
  const [own, other] = [mine.form.cells[unit.mine[0] ?? -1], theirs.form.cells[unit.theirs[0] ?? -1]];
  return own !== undefined && other !== undefined && isSameAttachments(own, other);
}

function findMine({ place, mine }: PendingCellConflict, { mine: { form } }: Sides): number | null {
  return place && mine ? find(form.cells, place.id, mine, place.index) : null;
}

/** Theirs has now what it had then; mine does not. */
function findBase({ place, theirs }: PendingCellConflict, { base }: Sides): number | null {
  const first = theirs?.pieces?.[0] ?? theirs;
  return theirs ? find(base.cells, first?.id ?? null, theirs, place?.index ?? 0) : null;
}

/** By id; else the nearest cell that holds what it held. */
function find(cells: readonly CanonicalCell[], id: string | null, cell: PendingCell, near: number): number | null {
  const byId = id === null ? -1 : cells.findIndex(other => other.id === id);
  return byId >= 0 ? byId : nearest(cells, contentOfPending(cell.pieces?.[0] ?? cell), near);
}

function contentOfPending({ cell_type: type, source }: Pick<PendingCell, 'cell_type' | 'source'>): string {
  return contentOf({ id: null, type, source: source.replaceAll('\r\n', '\n') });
}

function nearest(cells: readonly CanonicalCell[], content: string, index: number): number | null {
  const found = [...cells.keys()].filter(at => {
    const cell = cells[at];
    return cell !== undefined && contentOf(cell) === content;
  });
  return found.sort((a, b) => Math.abs(a - index) - Math.abs(b - index))[0] ?? null;
}
