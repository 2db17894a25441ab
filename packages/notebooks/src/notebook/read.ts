// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import { type JsonObject, type JsonValue, isJsonList, isJsonNumber, isJsonObject, numberText } from '../json/json.ts';
import { type RepeatedKey, parseJson } from '../json/parse-json.ts';
import {
  type Cell,
  type Notebook,
  type Output,
  isJsonMime,
  joinLines,
  mapBundles,
  mapValues,
  without
} from './notebook.ts';
import { upgradeNotebook, worksheetCells } from './upgrade.ts';

/** Why a file is not read as a notebook; a closed list. */
export type Refusal =
  | 'too-large'
  | 'too-many-cells'
  | 'too-deep'
  | 'forbidden-key'
  | 'not-utf8'
  | 'not-json'
  | 'not-a-notebook'
  | 'too-old'
  | 'too-new';

/** What came of reading a file as a notebook. */
export type Reading =
  | {
      readonly kind: 'notebook';
      readonly notebook: Notebook;
      /** It was of format 3 and is written as 4.5. */
      readonly isUpgraded: boolean;
      /** The file holds something no reader sees; writing the notebook anew drops it. */
      readonly repeatedKey: RepeatedKey | null;
    }
  | {
      readonly kind: 'refused';
      readonly reason: Refusal;
      /** Counted from 1; null where no single line is at fault. */
      readonly line: number | null;
      /** Completes “name …”. */
      readonly words: string;
    };

const WORDS: Readonly<Record<Refusal, string>> = {
  'too-large': 'is larger than 50 MB',
  'too-many-cells': 'has more than 10,000 cells',
  'too-deep': 'is nested too deeply',
  'forbidden-key': 'uses a name that is not allowed',
  'not-utf8': 'is not UTF-8 text',
  'not-json': 'is not valid JSON',
  'not-a-notebook': 'is not a notebook',
  'too-old': 'is of a notebook format before 3',
  'too-new': 'is of a notebook format after 4.5'
};

/**
 * Reads a notebook, keeping how its numbers are written.
 *
 * @param input - the file's bytes, or their text
 * @returns the notebook; or why it is refused, decided before any work is done on it. Never throws for bad input
 */
export function readNotebook(input: Uint8Array | string): Reading {
  if (input.length > LIMITS.notebookBytes) {
    return refuse('too-large');
  }
  const text = typeof input === 'string' ? input.replace(/^\ufeff/, '') : decode(input);
  if (text === null) {
    return refuse('not-utf8');
  }
  const json = parseJson(text, LIMITS.jsonDepth);
  if (json.kind === 'fault') {
    return refuse(json.reason, json.line);
  }
  return isJsonObject(json.value) ? readObject(json.value, json.repeatedKey) : refuse('not-a-notebook');
}

/** Decodes UTF-8; null if it is none. A byte order mark is dropped. */
export function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function readObject(file: JsonObject, repeatedKey: RepeatedKey | null): Reading {
  const format = formatOf(file);
  if (typeof format === 'string') {
    return refuse(format);
  }
  const cells = format === 3 ? worksheetCells(file) : isJsonList(file.cells) ? file.cells : null;
  if (!cells) {
    return refuse('not-a-notebook');
  }
  if (cells.length > LIMITS.notebookCells) {
    return refuse('too-many-cells');
  }
  const notebook = shape(format === 3 ? upgradeNotebook(file, cells) : file);
  return typeof notebook === 'string'
    ? { ...refuse('not-a-notebook'), words: `${WORDS['not-a-notebook']}: ${notebook}` }
    : { kind: 'notebook', notebook, isUpgraded: format === 3, repeatedKey };
}

function formatOf(file: JsonObject): 3 | 4 | Refusal {
  const major = wholeNumber(file.nbformat);
  const minor = file.nbformat_minor === undefined ? 0 : wholeNumber(file.nbformat_minor);
  if (major === null || minor === null) {
    return 'not-a-notebook';
  }
  if (major < 3) {
    return 'too-old';
  }
  if (major === 3) {
    return 3;
  }
  return major === 4 && minor <= 5 ? 4 : 'too-new';
}

function wholeNumber(value: JsonValue | undefined): number | null {
  return isJsonNumber(value) && /^\d{1,9}$/.test(numberText(value)) ? Number(numberText(value)) : null;
}

/** Joins texts and checks what the type `Notebook` promises; a string names what is broken. */
function shape(file: JsonObject): Notebook | string {
  if (file.metadata !== undefined && !isJsonObject(file.metadata)) {
    return 'its metadata is broken';
  }
  const cells: Cell[] = [];
  for (const [index, cell] of (isJsonList(file.cells) ? file.cells : []).entries()) {
    const shaped = shapeCell(cell);
    if (typeof shaped === 'string') {
      return `cell ${index + 1} has no ${shaped}`;
    }
    cells.push(shaped);
  }
  return { ...without(file, ['metadata']), ...(file.metadata && { metadata: file.metadata }), cells };
}

function shapeCell(cell: JsonValue): Cell | string {
  if (!isJsonObject(cell) || typeof cell.cell_type !== 'string') {
    return 'type';
  }
  const { cell_type: type, source: lines, metadata, attachments, outputs, ...rest } = cell;
  const source = joinLines(lines);
  const shaped = outputs === undefined ? undefined : shapeOutputs(outputs);
  if (typeof source !== 'string') {
    return 'source';
  }
  if (!isObjectOrAbsent(metadata) || !isObjectOrAbsent(attachments) || shaped === null) {
    return 'proper metadata, attachments or outputs';
  }
  return {
    ...rest,
    cell_type: type,
    source,
    ...(metadata && { metadata }),
    ...(attachments && { attachments: mapBundles(attachments, joinData) }),
    ...(shaped && { outputs: shaped })
  };
}

function isObjectOrAbsent(value: JsonValue | undefined): value is JsonObject | undefined {
  return value === undefined || isJsonObject(value);
}

function shapeOutputs(outputs: JsonValue): readonly Output[] | null {
  if (!isJsonList(outputs)) {
    return null;
  }
  const shaped: Output[] = [];
  for (const output of outputs) {
    if (!isJsonObject(output) || typeof output.output_type !== 'string') {
      return null;
    }
    shaped.push(shapeOutput(output, output.output_type));
  }
  return shaped;
}

function shapeOutput(output: JsonObject, type: string): Output {
  const joined: JsonObject =
    type === 'execute_result' || type === 'display_data'
      ? { ...output, ...(isJsonObject(output.data) && { data: mapValues(output.data, joinData) }) }
      : { ...output, ...(output.text !== undefined && { text: joinLines(output.text) }) };
  return { ...joined, output_type: type };
}

function joinData(value: JsonValue, mime: string): JsonValue {
  return isJsonMime(mime) ? value : (joinLines(value) ?? value);
}

function refuse(reason: Refusal, line: number | null = null): Extract<Reading, { kind: 'refused' }> {
  const words = line === null ? WORDS[reason] : `${WORDS[reason]} (line ${line})`;
  return { kind: 'refused', reason, line, words };
}
