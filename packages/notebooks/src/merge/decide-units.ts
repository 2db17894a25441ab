// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Choice, PendingCellConflict } from '@jupyter-atrium/api';
import { chosenCells } from './choose.ts';
import { type ConflictIds, cellConflict } from './conflict.ts';
import { cellsOf } from './merge-unit.ts';
import { isStillOpen } from './open-conflicts.ts';
import type { Sides } from './side.ts';
import type { ResultCell, UnitMerge } from './unit-merge.ts';
import type { Unit } from './units.ts';

/** A conflict whose place is not yet known. */
export type Unplaced = Omit<PendingCellConflict, 'place'>;

/** What merging made of all units, and the conflicts among them. */
export type Undecided = {
  readonly sides: Sides;
  readonly units: readonly Unit[];
  readonly merges: readonly UnitMerge[];
  /** From earlier updates. */
  readonly open: ReadonlyMap<number, PendingCellConflict>;
  readonly ids: ConflictIds;
};

/** Units after choices, and what is left to decide. */
export type Decided = {
  readonly merges: readonly UnitMerge[];
  readonly left: ReadonlyMap<number, Unplaced>;
  readonly chosen: ReadonlyMap<number, Choice>;
};

export interface IChoices {
  path: string;
  choices?: Readonly<Record<string, Choice>>;
  conflicts?: Choice;
}

/** Applies the choices that were made, to conflicts of this merge and of earlier ones. */
export function decideUnits(undecided: Undecided, { path, choices = {}, conflicts }: IChoices): Decided {
  const { merges, open, units, ids } = undecided;
  const left = new Map<number, Unplaced>();
  const chosen = new Map<number, Choice>();
  open.forEach(({ id }) => ids.take(id));
  const decided = merges.map((merge, index) => {
    const unit = units[index];
    const conflict = unit && conflictOf(undecided, unit, index, path);
    if (!unit || !conflict) {
      return merge;
    }
    const choice = choices[conflict.id] ?? (merge.why === null ? undefined : conflicts);
    if (choice === undefined) {
      left.set(index, conflict);
      return merge;
    }
    chosen.set(index, choice);
    return withChoice(undecided.sides, unit, { merge, conflict, choice });
  });
  return { merges: decided, left, chosen };
}

/** The conflict of a unit: a new one, or the earlier one if it still stands. */
function conflictOf({ sides, merges, open, ids }: Undecided, unit: Unit, index: number, path: string): Unplaced | null {
  const earlier = open.get(index);
  const why = merges[index]?.why ?? null;
  if (why !== null) {
    return cellConflict(path, ids, { why, cells: cellsOf(sides, unit), base: earlier?.base ?? null });
  }
  return earlier && isStillOpen(earlier, unit, sides) ? earlier : null;
}

function withChoice(
  sides: Sides,
  unit: Unit,
  { merge, conflict, choice }: { merge: UnitMerge; conflict: Unplaced; choice: Choice }
): UnitMerge {
  const own = merge.cells;
  const chosen = chosenCells(
    conflict,
    own.map(({ cell }) => cell),
    choice
  );
  const isAligned =
    choice !== 'mine' && (choice === 'theirs' || own.length === 0) && chosen.length === unit.theirs.length;
  const cells = chosen.map(({ cell, from }, at): ResultCell => {
    const before = from === null ? undefined : own[from];
    return {
      cell,
      mine: before?.mine ?? null,
      theirs: isAligned ? (unit.theirs[at] ?? null) : (before?.theirs ?? null)
    };
  });
  const hadOutputs = unit.mine.some(index => sides.mine.form.cells[index]?.outputs !== '');
  const isReplaced = choice === 'theirs' && hadOutputs;
  return {
    ...merge,
    cells,
    fate: fateOf(choice, own.length, cells.length),
    parts: choice === 'mine' ? merge.parts : [...new Set([...merge.parts, 'source' as const])],
    flags: isReplaced ? [...new Set([...merge.flags, 'outputs-replaced' as const])] : merge.flags,
    why: null
  };
}

function fateOf(choice: Choice, before: number, after: number): UnitMerge['fate'] {
  switch (choice) {
    case 'mine':
      return 'kept';
    case 'theirs':
      return after === 0 ? 'removed' : before === 0 ? 'added' : 'taken';
    case 'both':
      return before === 0 ? 'added' : 'merged';
  }
}
