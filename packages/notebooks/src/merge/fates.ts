// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CellFate, Choice } from '@jupyter-atrium/api';
import { type Notebook, cellId } from '../notebook/notebook.ts';
import type { Arrangement } from './arrange.ts';
import type { Decided, Unplaced } from './decide-units.ts';
import type { UnitMerge } from './unit-merge.ts';
import type { Unit } from './units.ts';

/** Where the cells of one unit went: every cell of all sides and of the result is in exactly one account. */
export type Account = {
  readonly unit: Unit;
  /** Indices in the result. */
  readonly results: readonly number[];
  readonly refused: UnitMerge['refused'];
  /** What is to decide about it; null if nothing is. */
  readonly conflict: Unplaced | null;
  /** What somebody chose; null if there was nothing to choose. */
  readonly choice: Choice | null;
  /** Null if there is nothing to report. */
  readonly fate: CellFate | null;
};

/** Accounts for every cell, in the order of the result. */
export function accountsOf(
  units: readonly Unit[],
  { merges, left, chosen }: Decided,
  arrangement: Arrangement,
  notebook: Notebook
): Account[] {
  const results = new Map<number, number[]>();
  let index = 0;
  for (const { unit, cells } of arrangement.blocks) {
    const own = cells.map((_, at) => index + at);
    results.set(unit, [...(results.get(unit) ?? []), ...own]);
    index += cells.length;
  }
  const others = [...units.keys()].filter(unit => !results.has(unit));
  return [...results.keys(), ...others].flatMap((number): Account[] => {
    const [unit, merge] = [units[number], merges[number]];
    if (!unit || !merge) {
      return [];
    }
    const conflict = left.get(number) ?? null;
    const own = results.get(number) ?? [];
    const fate = fateOf(unit, conflict ? { ...merge, fate: 'conflict' } : merge, placeIn(arrangement, number));
    return [
      {
        unit,
        results: own,
        refused: merge.refused,
        conflict,
        choice: chosen.get(number) ?? null,
        fate: fate && { ...fate, ...whereabouts(own, notebook) }
      }
    ];
  });
}

function whereabouts([first]: readonly number[], notebook: Notebook): Pick<CellFate, 'index' | 'id'> {
  const cell = first === undefined ? undefined : notebook.cells[first];
  return { index: first ?? null, id: cell ? cellId(cell) : null };
}

type Place = 'moved' | 'unmoved' | 'same';

function placeIn({ moved, unmoved }: Arrangement, unit: number): Place {
  return moved.has(unit) ? 'moved' : unmoved.has(unit) ? 'unmoved' : 'same';
}

function fateOf(
  unit: Unit,
  { fate, parts, flags, refused }: UnitMerge,
  place: Place
): Omit<CellFate, 'index' | 'id'> | null {
  const reported = withPlace(fate, place);
  if (reported === 'same') {
    return null;
  }
  return {
    fate: reported,
    base: [...unit.base],
    mine: [...unit.mine],
    theirs: [...unit.theirs],
    parts: place === 'moved' ? [...parts, 'place'] : [...parts],
    flags: [...flags],
    theirsMetadata: refused
  };
}

function withPlace(fate: UnitMerge['fate'], place: Place): UnitMerge['fate'] {
  if (place === 'moved' && (fate === 'same' || fate === 'kept')) {
    return fate === 'same' ? 'moved' : 'merged';
  }
  return place === 'unmoved' && fate === 'same' ? 'kept' : fate;
}
