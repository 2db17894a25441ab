// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type JsonObject, type JsonValue, isJsonObject } from '../json/json.ts';
import { writeJson } from '../json/write-json.ts';
import { type Cell, type Notebook, type Output, mapBundles, mapValues, without } from './notebook.ts';
import { splitLines } from './split-lines.ts';

const SPLIT_MIMES = new Set(['application/javascript', 'image/svg+xml']);

/** Notebook metadata that is never stored. */
export const TRANSIENT_KEYS = ['orig_nbformat', 'orig_nbformat_minor', 'signature'];

/**
 * Writes a notebook byte for byte as Python's nbformat does, so that Jupyter's next save changes nothing.
 *
 * Numbers stay as they were read, where Python would write `1e-7` as `1e-07`.
 *
 * @returns the file's text, to be stored as UTF-8
 * @see nbformat/v4/rwbase.py
 */
export function writeNotebook(notebook: Notebook): string {
  const stored: JsonObject = {
    ...notebook,
    metadata: notebook.metadata && without(notebook.metadata, TRANSIENT_KEYS),
    cells: notebook.cells.map(splitCell)
  };
  return `${writeJson(stored)}\n`;
}

function splitCell(cell: Cell): JsonObject {
  return {
    ...cell,
    source: splitLines(cell.source),
    metadata: cell.metadata && without(cell.metadata, ['trusted']),
    attachments: cell.attachments && mapBundles(cell.attachments, splitData),
    outputs: cell.cell_type === 'code' ? cell.outputs?.map(splitOutput) : cell.outputs
  };
}

function splitOutput(output: Output): JsonObject {
  if (output.output_type === 'stream') {
    return typeof output.text === 'string' ? { ...output, text: splitLines(output.text) } : output;
  }
  const isData = output.output_type === 'execute_result' || output.output_type === 'display_data';
  return isData && isJsonObject(output.data) ? { ...output, data: mapValues(output.data, splitData) } : output;
}

function splitData(value: JsonValue, mime: string): JsonValue {
  const isSplit = mime.startsWith('text/') || SPLIT_MIMES.has(mime);
  return isSplit && typeof value === 'string' ? splitLines(value) : value;
}
