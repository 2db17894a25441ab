// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JsonValue, ModelEdit } from '@jupyter-atrium/notebooks';
import type { ICodeCellModel } from '@jupyterlab/cells';
import type { INotebookModel } from '@jupyterlab/notebook';

type SharedNotebook = INotebookModel['sharedModel'];
type SharedCell = ReturnType<SharedNotebook['getCell']>;
type CellEdit = Extract<ModelEdit, { kind: 'source' | 'metadata' | 'attachments' }>;
type CellModel = ReturnType<INotebookModel['cells']['get']>;

/**
 * Applies the edits of a merge to an open notebook: sources, places and metadata in one step that can be undone.
 *
 * @param edits - in their order; those of outputs come after all that change the places of cells
 * @param write - writes a value as JSON: a live notebook keeps no written form of numbers
 */
export function applyEdits(
  model: INotebookModel,
  edits: readonly ModelEdit[],
  write: (value: JsonValue) => string
): void {
  const { sharedModel } = model;
  const plain = (value: JsonValue): unknown => JSON.parse(write(value));
  sharedModel.transact(() => edits.forEach(edit => applyShared(sharedModel, edit, plain)));
  for (const edit of edits.filter(each => each.kind === 'outputs')) {
    const cell = model.cells.get(edit.index);
    if (isCodeCell(cell)) {
      // What comes from somebody else must not run because this cell was trusted.
      cell.trusted = false;
      cell.outputs.fromJSON(plain(edit.outputs) as Parameters<typeof cell.outputs.fromJSON>[0]);
      cell.executionCount = edit.count;
    }
  }
}

type Plain = (value: JsonValue) => unknown;

function applyShared(notebook: SharedNotebook, edit: ModelEdit, plain: Plain): void {
  switch (edit.kind) {
    case 'remove':
      return notebook.deleteCell(edit.index);
    case 'move':
      return notebook.moveCell(edit.from, edit.to);
    case 'insert':
      return void notebook.insertCell(edit.index, untrusted(edit.cell, plain));
    case 'replace':
      notebook.deleteCell(edit.index);
      return void notebook.insertCell(edit.index, untrusted(edit.cell, plain));
    case 'notebook-metadata':
      return edit.value === null
        ? notebook.deleteMetadata(edit.key)
        : notebook.setMetadata(edit.key, plain(edit.value) as string);
    case 'format':
      // Read-only in the interface, though every shared notebook lets itself be lifted.
      (notebook as { nbformat_minor: number }).nbformat_minor = edit.minor;
      return;
    case 'outputs':
      return;
    default:
      return applyToCell(notebook.getCell(edit.index), edit, plain);
  }
}

function applyToCell(cell: SharedCell, edit: CellEdit, plain: Plain): void {
  switch (edit.kind) {
    case 'source':
      return edit.edits.forEach(({ start, end, text }) => cell.updateSource(start, end, text));
    case 'metadata':
      return edit.value === null
        ? cell.deleteMetadata(edit.key)
        : cell.setMetadata(edit.key, plain(edit.value) as string);
    case 'attachments':
      if ('setAttachments' in cell) {
        cell.setAttachments(plain(edit.attachments) as Parameters<typeof cell.setAttachments>[0]);
      }
  }
}

/** A cell of the release as the shared model takes it. */
function untrusted(cell: JsonValue, plain: Plain): Parameters<SharedNotebook['insertCell']>[1] {
  const { metadata, ...content } = plain(cell) as { metadata?: Record<string, unknown> };
  return { ...content, metadata: { ...metadata, trusted: undefined } } as Parameters<SharedNotebook['insertCell']>[1];
}

function isCodeCell(cell: CellModel): cell is CellModel & ICodeCellModel {
  return cell.type === 'code';
}
