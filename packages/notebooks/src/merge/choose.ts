// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Choice, PendingCell, PendingCellConflict } from '@jupyter-atrium/api';
import type { JsonObject } from '../json/json.ts';
import { type Cell, without } from '../notebook/notebook.ts';
import { withoutId } from './assign-ids.ts';

/** A cell after a choice; `from` counts the cells of mine that the conflict concerns, null if it is a new one. */
export type ChosenCell = { readonly cell: Cell; readonly from: number | null };

/** Gives the cells that stand in place of mine's after a choice. New ones still need an id of their own. */
export function chosenCells(
  conflict: Pick<PendingCellConflict, 'theirs' | 'why'>,
  mine: readonly Cell[],
  choice: Choice
): ChosenCell[] {
  const pieces = conflict.theirs ? (conflict.theirs.pieces ?? [conflict.theirs]) : [];
  const kept = mine.map((cell, from): ChosenCell => ({ cell, from }));
  if (choice === 'mine') {
    return kept;
  }
  if (choice === 'both') {
    const copies = pieces.map(piece => (mine.length === 0 ? cellOf(piece) : copyOf(piece)));
    return [...kept, ...copies.map((cell): ChosenCell => ({ cell, from: null }))];
  }
  return pieces.map((piece, at): ChosenCell => {
    const own = mine.length === pieces.length ? mine[at] : undefined;
    return own ? { cell: withTheirs(own, piece), from: at } : { cell: cellOf(piece), from: null };
  });
}

/** Mine's id and metadata, which is merged already, and theirs' all else. */
function withTheirs(mine: Cell, theirs: PendingCell): Cell {
  const rest = without(mine, ['cell_type', 'source', 'outputs', 'execution_count', 'attachments']);
  return { ...withoutId(cellOf(theirs)), ...rest, cell_type: theirs.cell_type, source: theirs.source };
}

/** What a pending entry holds came from a notebook. */
function cellOf(theirs: PendingCell): Cell {
  const { id, cell_type, source, metadata = {}, outputs = [], execution_count = null, attachments } = theirs;
  const run = { outputs, execution_count };
  const fields = {
    ...(id !== undefined && { id }),
    metadata,
    ...(cell_type === 'code' ? run : attachments && { attachments })
  };
  return { ...(fields as JsonObject), cell_type, source };
}

/** A cell beside mine's: other tools' records, such as an id for grading, must not stand twice. */
function copyOf(theirs: PendingCell): Cell {
  const run: JsonObject = theirs.cell_type === 'code' ? { outputs: [], execution_count: null } : {};
  return { ...withoutId(cellOf(theirs)), metadata: {}, ...run, cell_type: theirs.cell_type, source: theirs.source };
}
