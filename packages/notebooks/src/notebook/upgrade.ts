// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type JsonObject, type JsonValue, isJsonList, isJsonObject, isJsonNumber, numberText } from '../json/json.ts';
import { parseJson } from '../json/parse-json.ts';
import { mintId } from './mint-id.ts';
import { mapValues, without } from './notebook.ts';
import { splitLines, withoutLineEnd } from './split-lines.ts';

/** Names that format 3 gives to mime types, in nbformat's order. */
const MIME_OF_ALIAS: readonly [string, string][] = [
  ['text', 'text/plain'],
  ['html', 'text/html'],
  ['svg', 'image/svg+xml'],
  ['png', 'image/png'],
  ['jpeg', 'image/jpeg'],
  ['latex', 'text/latex'],
  ['json', 'application/json'],
  ['javascript', 'application/javascript']
];
const OUTPUT_TEXTS = ['text', 'html', 'svg', 'latex', 'javascript', 'json'];
const CELL_TEXTS = ['source', 'rendered'];
const DATA_OUTPUTS: readonly (JsonValue | undefined)[] = ['pyout', 'display_data'];
const JSON_DEPTH = 32;

/**
 * Lists the cells of all worksheets of a notebook of format 3.
 *
 * @returns null if it has none to list
 */
export function worksheetCells(notebook: JsonObject): JsonValue[] | null {
  if (!isJsonList(notebook.worksheets)) {
    return null;
  }
  return notebook.worksheets.flatMap(sheet => (isJsonObject(sheet) && isJsonList(sheet.cells) ? sheet.cells : []));
}

/**
 * Upgrades a notebook of format 3 to 4.5 as nbformat does, except that new cell ids come from the cells' content.
 *
 * @param notebook - the parsed file
 * @param cells - its `worksheetCells`
 * @see nbformat/v4/convert.py
 */
export function upgradeNotebook(notebook: JsonObject, cells: readonly JsonValue[]): JsonObject {
  const taken = new Set<string>();
  const metadata = isJsonObject(notebook.metadata) ? without(notebook.metadata, ['name', 'signature']) : {};
  return {
    ...without(notebook, ['worksheets', 'orig_nbformat', 'orig_nbformat_minor']),
    metadata,
    nbformat: 4,
    nbformat_minor: 5,
    cells: cells.map(cell => (isJsonObject(cell) ? upgradeCell(cell, taken) : cell))
  };
}

function upgradeCell(cell: JsonObject, taken: Set<string>): JsonObject {
  const upgraded: JsonObject = { metadata: {}, ...cellOfType(cell) };
  return { ...upgraded, id: mintId(`${textOf(upgraded.cell_type)}:${textOf(upgraded.source)}`, taken) };
}

function cellOfType(cell: JsonObject): JsonObject {
  if (cell.cell_type === 'code') {
    return upgradeCode(cell);
  }
  const joined = mapValues(cell, (value, key) => (CELL_TEXTS.includes(key) ? joinOld(value) : value));
  if (cell.cell_type === 'heading') {
    const { level = 1, ...rest } = joined;
    const hashes = '#'.repeat(isJsonNumber(level) ? Math.min(Number(numberText(level)), 64) : 1);
    const title = splitLines(textOf(joined.source)).map(withoutLineEnd).join(' ');
    return { ...rest, cell_type: 'markdown', source: `${hashes} ${title}` };
  }
  return cell.cell_type === 'html' ? { ...joined, cell_type: 'markdown' } : joined;
}

function upgradeCode(cell: JsonObject): JsonObject {
  const { input = '', prompt_number: count = null, collapsed, outputs, ...rest } = without(cell, ['language']);
  const metadata = isJsonObject(rest.metadata) ? rest.metadata : {};
  return {
    ...rest,
    metadata: collapsed === undefined ? metadata : { ...metadata, collapsed },
    source: joinOld(input),
    execution_count: count,
    ...(isJsonList(outputs)
      ? { outputs: outputs.map(output => (isJsonObject(output) ? upgradeOutput(output) : output)) }
      : {})
  };
}

function upgradeOutput(old: JsonObject): JsonObject {
  const output = mapValues(old, (value, key) => (OUTPUT_TEXTS.includes(key) ? joinOld(value) : value));
  if (DATA_OUTPUTS.includes(output.output_type)) {
    return upgradeDataOutput(output);
  }
  if (output.output_type === 'pyerr') {
    return { ...output, output_type: 'error' };
  }
  if (output.output_type === 'stream') {
    const { stream = 'stdout', ...rest } = output;
    return { ...rest, name: stream };
  }
  return output;
}

function upgradeDataOutput(output: JsonObject): JsonObject {
  const isResult = output.output_type === 'pyout';
  const { output_type: type, execution_count: count, metadata = {}, prompt_number: prompt, ...rest } = output;
  const data = withMimeKeys(isResult ? rest : { ...rest, ...(prompt === undefined ? {} : { prompt_number: prompt }) });
  const json = data['application/json'];
  return {
    output_type: isResult ? 'execute_result' : type,
    ...(isResult ? { execution_count: prompt ?? null } : count === undefined ? {} : { execution_count: count }),
    metadata: isJsonObject(metadata) ? withMimeKeys(metadata) : metadata,
    data: typeof json === 'string' ? { ...data, 'application/json': parsed(json) } : data
  };
}

function withMimeKeys(data: JsonObject): JsonObject {
  const found = MIME_OF_ALIAS.filter(([alias]) => Object.hasOwn(data, alias));
  const renamed = found.map(([alias, mime]): [string, JsonValue | undefined] => [mime, data[alias]]);
  return {
    ...without(
      data,
      found.map(([alias]) => alias)
    ),
    ...Object.fromEntries(renamed)
  };
}

function parsed(json: string): JsonValue {
  const result = parseJson(json, JSON_DEPTH);
  return result.kind === 'value' ? result.value : json;
}

/** Joins lines as format 3 does, whose early writers left the line ends out. */
function joinOld(value: JsonValue): JsonValue {
  if (!isJsonList(value) || !value.every(line => typeof line === 'string')) {
    return value;
  }
  return /[\n\r]$/.test(String(value[0] ?? '')) ? value.join('') : value.join('\n');
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
