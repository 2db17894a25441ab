// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { JSONExt, type ReadonlyPartialJSONValue } from '@lumino/coreutils';

/** A cell as the notebook format has it; texts may be lists of lines. */
export type CellContent = {
  readonly id?: string;
  readonly cell_type: string;
  readonly source: string | readonly string[];
  readonly metadata?: object;
  readonly outputs?: readonly object[];
  readonly execution_count?: number | null;
  readonly attachments?: object;
};

export type NotebookContent = { readonly cells: readonly CellContent[]; readonly metadata?: object };

/** One cell before and after a fix. */
export type CellEdit = { readonly index: number; readonly before: CellContent; readonly after: CellContent };

/**
 * Lists the cells that differ between two states of one notebook.
 *
 * @returns null if cells came, went or moved: then it is no edit of single cells
 */
export function cellEdits(before: NotebookContent, after: NotebookContent): CellEdit[] | null {
  if (before.cells.length !== after.cells.length) {
    return null;
  }
  return before.cells.flatMap((cell, index) => {
    const other = after.cells[index];
    return other && !isSameContent(cell, other) ? [{ index, before: cell, after: other }] : [];
  });
}

/**
 * Finds where edits apply in a notebook that may have changed since: each cell by its id, else by its place.
 *
 * @returns indices in the order of the edits; null if a cell is gone or does not hold what the edit begins with
 */
export function placesOf(edits: readonly CellEdit[], cells: readonly CellContent[]): number[] | null {
  const places = edits.map(({ index, before }) => {
    const byId = before.id === undefined ? -1 : cells.findIndex(cell => cell.id === before.id);
    const at = byId < 0 ? index : byId;
    const cell = cells[at];
    return cell && isSameContent(cell, before) ? at : -1;
  });
  return places.every(at => at >= 0) ? places : null;
}

/** The text of a cell. */
export function sourceText(cell: CellContent): string {
  return typeof cell.source === 'string' ? cell.source : cell.source.join('');
}

/** Whether two cells hold the same; how lists of lines are split, and view state, do not count. */
function isSameContent(a: CellContent, b: CellContent): boolean {
  return (
    sourceText(a) === sourceText(b) &&
    (a.execution_count ?? null) === (b.execution_count ?? null) &&
    isSame(a.outputs ?? [], b.outputs ?? []) &&
    isSame(a.attachments ?? {}, b.attachments ?? {})
  );
}

function isSame(a: unknown, b: unknown): boolean {
  return JSONExt.deepEqual(joined(a), joined(b));
}

/** Joins the lists of lines in outputs, which programs split and join as they like. */
function joined(value: unknown): ReadonlyPartialJSONValue {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const isText = items.length > 0 && items.every(item => typeof item === 'string');
    return isText ? items.join('') : items.map(joined);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, joined(held)]));
  }
  return value as ReadonlyPartialJSONValue;
}
