// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check } from '@jupyter-atrium/api';
import { isStream, joinStreams } from '../canonical/canonical-outputs.ts';
import { type JsonValue, isJsonList, isJsonObject } from '../json/json.ts';
import { type Cell, type Notebook, type Output, isJsonMime } from '../notebook/notebook.ts';
import { stripAnsi } from '../text/ansi.ts';
import { readHtml } from '../text/html.ts';

/** A decoded text of a notebook that people, or those who look for secrets, can read. */
export type Place = {
  readonly place: Extract<Check['place'], 'source' | 'output' | 'metadata' | 'attachment'>;
  /** Counted from 0; null: the notebook itself. */
  readonly cell: number | null;
  readonly text: string;
};

/** Several rules read the same texts; decoding them costs more than any of them. */
const KNOWN = new WeakMap<Notebook, readonly Place[]>();

const BINARY = /^(?:image\/(?!svg)|audio\/|video\/|font\/|application\/(?:pdf|octet-stream|zip))/;

/**
 * Lists the texts of a notebook as they read once decoded: lines and streams joined, HTML also without tags, its
 * attributes, tracebacks without colours, strings of metadata and JSON with their keys. Pictures are left out.
 */
export function notebookPlaces(notebook: Notebook): readonly Place[] {
  const places = KNOWN.get(notebook) ?? [...placesOf(notebook)];
  KNOWN.set(notebook, places);
  return places;
}

function* placesOf(notebook: Notebook): Generator<Place> {
  yield { place: 'metadata', cell: null, text: leavesText(notebook.metadata ?? {}) };
  for (const [index, cell] of notebook.cells.entries()) {
    yield* cellPlaces(cell, index);
  }
}

/** Whether a place of a notebook holds a text as it is, in one string: else it is encoded, or split. */
export function holdsAsIs(notebook: Notebook, place: Place, text: string): boolean {
  const cell = place.cell === null ? null : notebook.cells[place.cell];
  return holdsText(partOf(place, cell ?? notebook), text);
}

function* cellPlaces(cell: Cell, index: number): Generator<Place> {
  yield { place: 'source', cell: index, text: cell.source };
  for (const text of markupTexts(cell.cell_type === 'markdown' ? cell.source : '')) {
    yield { place: 'source', cell: index, text };
  }
  if (cell.metadata && Object.keys(cell.metadata).length > 0) {
    yield { place: 'metadata', cell: index, text: leavesText(cell.metadata) };
  }
  if (cell.attachments) {
    yield { place: 'attachment', cell: index, text: Object.keys(cell.attachments).join('\n') };
  }
  for (const output of joinStreams(cell.outputs ?? [])) {
    for (const text of outputTexts(output)) {
      yield { place: 'output', cell: index, text };
    }
  }
}

function* outputTexts(output: Output): Generator<string> {
  if (isStream(output)) {
    yield* withoutColours(output.text);
  } else if (output.output_type === 'error') {
    const { ename, evalue, traceback } = output;
    const lines = [ename, evalue, ...(isJsonList(traceback) ? traceback : [])];
    yield* withoutColours(lines.filter(line => typeof line === 'string').join('\n'));
  } else {
    yield* dataTexts(output);
  }
}

function* dataTexts({ data, metadata }: Output): Generator<string> {
  for (const [mime, value] of isJsonObject(data) ? Object.entries(data) : []) {
    if (typeof value === 'string' && !isJsonMime(mime)) {
      yield* BINARY.test(mime) ? [] : withoutColours(value);
      yield* mime === 'text/html' || mime === 'image/svg+xml' ? markupTexts(value) : [];
    } else if (value !== undefined) {
      yield leavesText(value);
    }
  }
  if (isJsonObject(metadata) && Object.keys(metadata).length > 0) {
    yield leavesText(metadata);
  }
}

/** The text as it is, and as it reads without colours if it has any. */
function* withoutColours(text: string): Generator<string> {
  yield text;
  if (text.includes('\u001b')) {
    yield stripAnsi(text);
  }
}

function* markupTexts(html: string): Generator<string> {
  if (html.includes('<') || html.includes('&')) {
    const { text, attributes } = readHtml(html);
    yield text;
    yield attributes.join('\n');
  }
}

/** All strings of a JSON value, each with its key before it: many secrets are known by their names only. */
function leavesText(value: JsonValue): string {
  const lines: string[] = [];
  collect(value, '', lines);
  return lines.join('\n');
}

function collect(value: JsonValue, key: string, lines: string[]): void {
  if (typeof value === 'string') {
    lines.push(`"${key}": "${value}"`);
  } else if (isJsonList(value)) {
    value.forEach(item => collect(item, key, lines));
  } else if (isJsonObject(value)) {
    for (const [name, item] of Object.entries(value)) {
      if (item !== undefined) {
        collect(item, name, lines);
      }
    }
  }
}

/** The part of a cell or notebook that a place shows. */
function partOf({ place }: Place, holder: Cell | Notebook): JsonValue {
  const key = place === 'source' ? 'source' : place === 'output' ? 'outputs' : 'metadata';
  return holder[key] ?? null;
}

function holdsText(value: JsonValue, text: string): boolean {
  if (typeof value === 'string') {
    return value.includes(text);
  }
  const items: readonly (JsonValue | undefined)[] = isJsonList(value)
    ? value
    : isJsonObject(value)
      ? Object.values(value)
      : [];
  return items.some(item => item !== undefined && holdsText(item, text));
}
