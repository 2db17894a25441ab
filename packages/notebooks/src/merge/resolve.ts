// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Choice, PendingCellConflict, PendingKernel } from '@jupyter-atrium/api';
import type { JsonValue } from '../json/json.ts';
import { type Cell, type Notebook, cellId, minorOf } from '../notebook/notebook.ts';
import { assignIds } from './assign-ids.ts';
import { chosenCells } from './choose.ts';
import { withKernel } from './merge-root.ts';
import type { ResultCell } from './unit-merge.ts';

/** A notebook after a choice. */
export type Resolution = {
  readonly notebook: Notebook;
  /** For each cell: its index before the choice; null for a new one. */
  readonly origins: readonly (number | null)[];
  /** False if mine's cell was not found: theirs then stands beside what is there, and nothing was replaced. */
  readonly isFound: boolean;
};

/**
 * Carries out what somebody chose for a conflict, in the notebook as it is now.
 *
 * Mine: nothing changes. Theirs: its cells stand in place of mine's, which keep id and metadata. Both: theirs stands
 * below mine as a new cell without outputs and without other tools' metadata.
 *
 * @param notebook - edited meanwhile or not; the conflict's cell is found by id, else by what it holds
 */
export function resolveConflict(
  notebook: Notebook,
  conflict: PendingCellConflict | PendingKernel,
  choice: Choice
): Resolution {
  const same = notebook.cells.map((cell, mine): ResultCell => ({ cell, mine, theirs: null }));
  if (conflict.kind === 'kernel') {
    const metadata = withKernel(notebook.metadata ?? {}, conflict.theirs as JsonValue);
    const chosen = choice === 'theirs' ? { ...notebook, metadata } : notebook;
    return { notebook: chosen, origins: [...notebook.cells.keys()], isFound: true };
  }
  if (choice === 'mine') {
    return { notebook, origins: [...notebook.cells.keys()], isFound: true };
  }
  const { at, count, isFound } = findConflict(notebook.cells.map(idAndSource), conflict);
  const mine = same.slice(at, at + count);
  const chosen = chosenCells(
    conflict,
    mine.map(({ cell }) => cell),
    isFound ? choice : 'both'
  ).map(({ cell, from }): ResultCell => ({ cell, mine: from === null ? null : at + from, theirs: null }));
  const cells = [...same.slice(0, at), ...chosen, ...same.slice(at + count)];
  return {
    notebook: { ...notebook, cells: assignIds(cells, minorOf(notebook), null) },
    origins: cells.map(origin => origin.mine),
    isFound
  };
}

/** Where the cells of a conflict are. */
export type ConflictPlace = {
  /** The first of mine's cells; if they are gone, where theirs may stand. */
  readonly at: number;
  readonly count: number;
  /** False if mine's cells are not there any more as they were. */
  readonly isFound: boolean;
};

/** What a conflict is found by. */
export type CellMark = { readonly id: string | null; readonly source: string };

/** Finds mine's cells of a conflict in a notebook as it is now: by id, else by what they hold. */
export function findConflict(
  cells: readonly CellMark[],
  { place, mine }: Pick<PendingCellConflict, 'place' | 'mine'>
): ConflictPlace {
  const index = Math.min(place?.index ?? cells.length, cells.length);
  if (!mine) {
    return { at: index, count: 0, isFound: true };
  }
  const pieces = mine.pieces ?? [mine];
  const at = findFirst(cells, place, pieces[0]?.source ?? '');
  if (at < 0) {
    return { at: index, count: 0, isFound: false };
  }
  const count = place?.count ?? pieces.length;
  // Of several cells all must still be as they were.
  const isWhole = count <= 1 || pieces.every(({ source }, offset) => cells[at + offset]?.source === source);
  return isWhole ? { at, count, isFound: true } : { at: at + 1, count: 0, isFound: false };
}

/** By id; else the nearest cell that holds what mine's held. */
function findFirst(cells: readonly CellMark[], place: PendingCellConflict['place'], source: string): number {
  const byId = place?.id ? cells.findIndex(({ id }) => id === place.id) : -1;
  if (byId >= 0) {
    return byId;
  }
  const index = place?.index ?? cells.length;
  const found = [...cells.keys()].filter(at => cells[at]?.source === source);
  return found.sort((a, b) => Math.abs(a - index) - Math.abs(b - index))[0] ?? -1;
}

function idAndSource(cell: Cell): CellMark {
  return { id: cellId(cell), source: cell.source };
}
