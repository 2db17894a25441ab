// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { PendingCellConflict } from '@jupyter-atrium/api';
import type { Notebook } from '../notebook/notebook.ts';
import type { Arrangement } from './arrange.ts';
import { placeOf } from './conflict.ts';
import type { Unplaced } from './decide-units.ts';

/** Says where the conflicts of a merge are shown; those whose cells are gone belong to the notebook. */
export function placePending(
  left: ReadonlyMap<number, Unplaced>,
  gone: readonly PendingCellConflict[],
  { blocks }: Arrangement,
  notebook: Notebook
): PendingCellConflict[] {
  const placed: PendingCellConflict[] = [];
  const seen = new Set<number>();
  let index = 0;
  for (const { unit, cells } of blocks) {
    const conflict = seen.has(unit) ? undefined : left.get(unit);
    if (conflict) {
      const concerned = conflict.mine ? notebook.cells.slice(index, index + cells.length) : [];
      placed.push({ ...conflict, place: placeOf(index, concerned) });
    }
    seen.add(unit);
    index += cells.length;
  }
  const unplaced = [...left].filter(([unit]) => !seen.has(unit)).map(([, conflict]) => conflict);
  return [...placed, ...[...unplaced, ...gone].map(conflict => ({ ...conflict, place: null }))];
}
