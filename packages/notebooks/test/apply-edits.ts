// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { ModelEdit } from '../src/merge/model-edits.ts';
import type { JsonObject } from '../src/json/json.ts';
import { type Cell, type Notebook, without } from '../src/notebook/notebook.ts';

/** Applies edits one after the other, as a page does to an open notebook. */
export function applyEdits(notebook: Notebook, edits: readonly ModelEdit[]): Notebook {
  return edits.reduce(applyEdit, notebook);
}

function applyEdit(notebook: Notebook, edit: ModelEdit): Notebook {
  switch (edit.kind) {
    case 'format':
      return { ...notebook, nbformat_minor: edit.minor };
    case 'notebook-metadata':
      return { ...notebook, metadata: withKey(notebook.metadata ?? {}, edit.key, edit.value) };
    default:
      return { ...notebook, cells: editCells(notebook.cells, edit) };
  }
}

type CellEdit = Exclude<ModelEdit, { kind: 'format' | 'notebook-metadata' }>;

function editCells(cells: readonly Cell[], edit: CellEdit): readonly Cell[] {
  switch (edit.kind) {
    case 'remove':
      return cells.toSpliced(edit.index, 1);
    case 'insert':
      return cells.toSpliced(edit.index, 0, edit.cell);
    case 'move':
      return cells.toSpliced(edit.from, 1).toSpliced(edit.to, 0, cellAt(cells, edit.from));
    default:
      return cells.with(edit.index, editCell(cellAt(cells, edit.index), edit));
  }
}

function editCell(cell: Cell, edit: Exclude<CellEdit, { kind: 'remove' | 'insert' | 'move' }>): Cell {
  switch (edit.kind) {
    case 'replace':
      return edit.cell;
    case 'source':
      return {
        ...cell,
        source: edit.edits.reduce(
          (text, { start, end, text: added }) => text.slice(0, start) + added + text.slice(end),
          cell.source
        )
      };
    case 'metadata':
      return { ...cell, metadata: withKey(cell.metadata ?? {}, edit.key, edit.value) };
    case 'attachments':
      return { ...cell, attachments: edit.attachments };
    case 'outputs':
      return { ...cell, outputs: edit.outputs, execution_count: edit.count };
  }
}

function withKey(object: JsonObject, key: string, value: JsonObject[string]): JsonObject {
  return value === null ? without(object, [key]) : { ...object, [key]: value };
}

function cellAt(cells: readonly Cell[], index: number): Cell {
  const cell = cells[index];
  if (!cell) {
    throw new RangeError(`no cell ${index}`);
  }
  return cell;
}
