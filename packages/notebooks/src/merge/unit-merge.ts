// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CellFate, FateFlag } from '@jupyter-atrium/api';
import type { CanonicalCell } from '../canonical/canonical.ts';
import type { JsonObject } from '../json/json.ts';
import type { Cell } from '../notebook/notebook.ts';
import { type Part, type Why, isUntouched } from './merge-cell.ts';
import type { SideCell } from './side.ts';
import type { Unit } from './units.ts';

/** A cell of the result, and the cells of both sides that it continues. */
export type ResultCell = { readonly cell: Cell; readonly mine: number | null; readonly theirs: number | null };

/** What became of one unit. */
export type UnitMerge = {
  /** In order; none if the unit is gone. */
  readonly cells: readonly ResultCell[];
  readonly fate: CellFate['fate'] | 'same';
  readonly parts: readonly Part[];
  readonly flags: readonly FateFlag[];
  /** Values of theirs against which mine's metadata was kept. */
  readonly refused: JsonObject;
  /** Why somebody has to decide; null if nobody has. Mine's cells then are as they were. */
  readonly why: Why | null;
};

/** The cells of a unit. */
export type UnitCells = {
  readonly base: readonly CanonicalCell[];
  readonly mine: readonly SideCell[];
  readonly theirs: readonly SideCell[];
};

/** Whether a side left all cells of a unit as they were. */
export function areUntouched(base: readonly CanonicalCell[], side: readonly SideCell[]): boolean {
  return (
    base.length === side.length &&
    base.every((cell, index) => {
      const other = side[index];
      return other !== undefined && isUntouched(cell, other.form);
    })
  );
}

/** Cells that theirs does not have: mine added them, or theirs deleted them. */
export function onlyMine(unit: Unit, { base, mine }: UnitCells): UnitMerge {
  if (base.length > 0 && areUntouched(base, mine)) {
    const hadOutputs = mine.some(({ form }) => form.outputs !== '');
    return { ...plain([], 'removed'), flags: hadOutputs ? ['outputs-replaced'] : [] };
  }
  const kept = plain(mineCells(unit, mine), 'kept');
  return base.length === 0 ? kept : { ...kept, fate: 'conflict', why: 'theirs-deleted' };
}

/** Cells that mine does not have: theirs added them, or mine deleted them. */
export function onlyTheirs(unit: Unit, { base, theirs }: UnitCells): UnitMerge {
  if (base.length === 0) {
    return plain(theirsCells(unit, theirs), 'added');
  }
  return areUntouched(base, theirs) ? plain([], 'kept') : { ...plain([], 'conflict'), why: 'mine-deleted' };
}

/** A merge without anything to report but its fate. */
export function plain(cells: readonly ResultCell[], fate: UnitMerge['fate']): UnitMerge {
  return { cells, fate, parts: [], flags: [], refused: {}, why: null };
}

/** Mine's cells of a unit as cells of the result. */
export function mineCells(unit: Unit, mine: readonly SideCell[]): ResultCell[] {
  return mine.map(({ cell }, at) => ({ cell, mine: unit.mine[at] ?? null, theirs: null }));
}

/** Theirs' cells of a unit as cells of the result. */
export function theirsCells(unit: Unit, theirs: readonly SideCell[]): ResultCell[] {
  return theirs.map(({ cell }, at) => ({ cell, mine: null, theirs: unit.theirs[at] ?? null }));
}
