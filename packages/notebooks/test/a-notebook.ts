// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Builders for specs. */
import { type WorkFile, readFile } from '../src/files/work-file.ts';
import type { JsonObject, JsonValue } from '../src/json/json.ts';
import { type Cell, type Notebook, type Output, without } from '../src/notebook/notebook.ts';
import { readNotebook } from '../src/notebook/read.ts';
import { writeNotebook } from '../src/notebook/write.ts';

export function code(source: string, fields: JsonObject & { outputs?: readonly Output[] } = {}): Cell {
  return { cell_type: 'code', source, metadata: {}, execution_count: null, outputs: [], ...fields };
}

export function markdown(source: string, fields: JsonObject = {}): Cell {
  return { cell_type: 'markdown', source, metadata: {}, ...fields };
}

export function stream(text: string, name = 'stdout'): Output {
  return { output_type: 'stream', name, text };
}

export function display(data: JsonObject): Output {
  return { output_type: 'display_data', data, metadata: {} };
}

export function failure(ename: string, evalue: string, traceback: string[] = []): Output {
  return { output_type: 'error', ename, evalue, traceback };
}

/** A valid notebook of format 4.5 with a Python kernel; ids are `c0`, `c1` … unless a cell has its own. */
export function aNotebook(cells: readonly Cell[], metadata: JsonObject = PYTHON): Notebook {
  const withIds = cells.map((cell, index): Cell => ({ ...cell, id: cell.id ?? `c${index}` }));
  return { nbformat: 4, nbformat_minor: 5, metadata, cells: withIds };
}

export const PYTHON: JsonObject = {
  kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' },
  language_info: { name: 'python' }
};

/** The same cell without its id. */
export function withoutId(cell: Cell): Cell {
  return { ...without(cell, ['id']), cell_type: cell.cell_type, source: cell.source };
}

/** The same notebook with another minor version and without ids. */
export function withoutIds(notebook: Notebook, minor = 4): Notebook {
  const cells = notebook.cells.map(withoutId);
  return { ...notebook, nbformat_minor: minor, cells };
}

/** A file of a work with these cells. */
export function notebookFile(cells: readonly Cell[], path = 'a.ipynb', metadata: JsonObject = PYTHON): WorkFile {
  return textFile(path, writeNotebook(aNotebook(cells, metadata)));
}

export function textFile(path: string, text: string): WorkFile {
  return readFile(path, new TextEncoder().encode(text));
}

/** Reads a notebook that must be readable. */
export function mustRead(text: string): Notebook {
  const reading = readNotebook(text);
  if (reading.kind === 'refused') {
    throw new Error(`refused: ${reading.words}`);
  }
  return reading.notebook;
}

/** Reads any value as a notebook file. */
export function readValue(value: JsonValue): Notebook {
  return mustRead(JSON.stringify(value));
}
