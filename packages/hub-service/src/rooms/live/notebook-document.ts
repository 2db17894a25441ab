// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Cell, JsonObject, Notebook, Output } from '@jupyter-atrium/notebooks';
import * as Y from 'yjs';
import { rootsOf } from './rules.ts';

/** Writes a notebook into an empty document, in the schema of JupyterLab's shared notebooks. */
export function writeNotebookInto(doc: Y.Doc, notebook: Notebook): void {
  const { meta, cells } = rootsOf(doc);
  meta.set('nbformat', 4);
  meta.set('nbformat_minor', 5);
  meta.set('metadata', mapOf(notebook.metadata ?? {}));
  cells.push(notebook.cells.map(cellOf));
}

/** Makes a shared cell. */
export function cellOf(cell: Cell): Y.Map<unknown> {
  const shared = new Y.Map<unknown>();
  shared.set('id', cell.id);
  shared.set('cell_type', cell.cell_type);
  shared.set('source', new Y.Text(cell.source));
  shared.set('metadata', mapOf(cell.metadata ?? {}));
  if (cell.cell_type === 'code') {
    shared.set('execution_count', plain(cell.execution_count ?? null));
    const outputs = new Y.Array<unknown>();
    outputs.push((cell.outputs ?? []).map(outputOf));
    shared.set('outputs', outputs);
  } else if (cell.attachments) {
    shared.set('attachments', plain(cell.attachments));
  }
  return shared;
}

/** Makes a shared output; the text of a stream grows, so it is shared itself. */
export function outputOf(output: Output): Y.Map<unknown> {
  const shared = new Y.Map<unknown>();
  for (const [key, value] of Object.entries(output)) {
    const isStream = output.output_type === 'stream' && key === 'text' && typeof value === 'string';
    shared.set(key, isStream ? new Y.Text(value) : plain(value));
  }
  return shared;
}

/** Reads the notebook a document is, with the ids of its cells. */
export function readNotebookFrom(doc: Y.Doc): Notebook {
  const { meta, cells } = rootsOf(doc);
  const metadata = meta.get('metadata');
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: metadata instanceof Y.Map ? jsonOf(metadata) : {},
    cells: cells.map(cell => cellFrom(cell as Y.Map<unknown>))
  };
}

function cellFrom(shared: Y.Map<unknown>): Cell {
  const entries = Object.entries(jsonOf(shared)).filter(([key]) => key !== 'execution_state');
  return Object.fromEntries(entries) as Cell;
}

// Names that would set a prototype here were refused.
function jsonOf(map: Y.Map<unknown>): JsonObject {
  return map.toJSON();
}

function mapOf(values: JsonObject): Y.Map<unknown> {
  const map = new Y.Map<unknown>();
  for (const [key, value] of Object.entries(values)) {
    map.set(key, plain(value));
  }
  return map;
}

/** Numbers lose how the file wrote them: a document has no place for it. */
export function plain(value: unknown): unknown {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);
}
