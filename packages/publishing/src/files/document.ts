// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { ICodeCellModel } from '@jupyterlab/cells';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { INotebookModel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';
import { type CellEdit, type NotebookContent, cellEdits, placesOf, sourceText } from './cell-edits';

/** One file of the person: open in this page, or on disk only. */
export class Document {
  private readonly _path: string;
  private readonly _contents: Contents.IManager;
  private readonly _context: DocumentRegistry.Context | null;

  constructor(path: string, contents: Contents.IManager, context: DocumentRegistry.Context | null) {
    this._path = path;
    this._contents = contents;
    this._context = context;
  }

  get isOpen(): boolean {
    return this._context !== null;
  }

  async save(): Promise<void> {
    await this._context?.save();
  }

  /** The text of the open document; else that on disk. */
  async text(): Promise<string> {
    if (this._context) {
      await this._context.ready;
      return this._context.model.toString();
    }
    // As text: reading a notebook as JSON loses how its numbers are written.
    const model = await this._contents.get(this._path, { type: 'file', format: 'text', content: true });
    return typeof model.content === 'string' ? model.content : '';
  }

  /**
   * Turns what was there into something else, and stores it; in a notebook only the cells that differ.
   *
   * @returns false if the document does not hold what was there, so that nothing was done
   */
  async change(before: string, after: string): Promise<boolean> {
    const now = await this.text();
    const isNotebook = this._path.endsWith('.ipynb');
    if (!this._context) {
      const text = now === before ? after : isNotebook ? editedText(now, before, after) : null;
      if (text !== null) {
        await this._contents.save(this._path, { type: 'file', format: 'text', content: text });
      }
      return text !== null;
    }
    const isDone = isNotebook ? this._changeNotebook(now, before, after) : this._changeText(now === before, after);
    if (isDone) {
      await this._context.save();
    }
    return isDone;
  }

  private _changeNotebook(now: string, before: string, after: string): boolean {
    const model = this._context?.model;
    const edits = cellEdits(parse(before), parse(after));
    if (!edits || !model || !isNotebookModel(model)) {
      // Cells come or go, or the file is open as text.
      return this._changeText(cellEdits(parse(now), parse(before))?.length === 0, after);
    }
    const places = placesOf(edits, parse(now).cells);
    edits.forEach((edit, index) => {
      const cell = places && model.cells.get(places[index] ?? 0);
      if (cell) {
        changeCell(cell, edit);
      }
    });
    return places !== null;
  }

  private _changeText(isAsBefore: boolean, after: string): boolean {
    if (isAsBefore) {
      this._context?.model.fromString(after);
    }
    return isAsBefore;
  }
}

type CellModel = ReturnType<INotebookModel['cells']['get']>;

function changeCell(cell: CellModel, { before, after }: CellEdit): void {
  if (sourceText(before) !== sourceText(after)) {
    cell.sharedModel.setSource(sourceText(after));
  }
  if (isCodeCell(cell)) {
    // Not by the shared model: its `setOutputs` leaves streams twice in the cell's own model (JupyterLab 4.6).
    cell.outputs.fromJSON([...(after.outputs ?? [])] as Parameters<typeof cell.outputs.fromJSON>[0]);
    cell.executionCount = after.execution_count ?? null;
  }
}

/** The text of a notebook on disk that changed since: its cells are edited one by one. */
function editedText(now: string, before: string, after: string): string | null {
  const edits = cellEdits(parse(before), parse(after));
  const notebook = parse(now);
  const places = edits && placesOf(edits, notebook.cells);
  if (!edits || !places) {
    return null;
  }
  const cells = [...notebook.cells];
  edits.forEach((edit, index) => {
    const at = places[index] ?? 0;
    cells[at] = { ...cells[at], ...edit.after };
  });
  return `${JSON.stringify({ ...notebook, cells }, null, 1)}\n`;
}

function parse(text: string): NotebookContent {
  return JSON.parse(text) as NotebookContent;
}

function isCodeCell(cell: CellModel): cell is ICodeCellModel {
  return cell.type === 'code';
}

function isNotebookModel(model: object): model is INotebookModel {
  return 'cells' in model && 'sharedModel' in model;
}
