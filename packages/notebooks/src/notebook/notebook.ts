// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type JsonObject, type JsonValue, isJsonList, isJsonObject } from '../json/json.ts';

/** One output of a code cell, as the file has it; texts of several lines are joined. */
export type Output = { readonly output_type: string; readonly [key: string]: JsonValue | undefined };

/** One cell, as the file has it; texts of several lines are joined. */
export type Cell = {
  readonly cell_type: string;
  readonly source: string;
  readonly metadata?: JsonObject;
  readonly outputs?: readonly Output[];
  readonly attachments?: JsonObject;
  readonly [key: string]: JsonValue | undefined;
};

/**
 * A notebook of format 4.0 to 4.5, as the file has it.
 *
 * What its types promise was checked on reading; all else may break the schema, see `validateNotebook`. Nothing changes
 * a notebook: what edits one returns another.
 */
export type Notebook = {
  readonly metadata?: JsonObject;
  readonly cells: readonly Cell[];
  readonly [key: string]: JsonValue | undefined;
};

/** Gives a cell's id, or null if it has none. */
export function cellId(cell: Cell): string | null {
  return typeof cell.id === 'string' ? cell.id : null;
}

/** Gives the minor version of a notebook's format; 0 if it does not say. */
export function minorOf(notebook: JsonObject): number {
  return typeof notebook.nbformat_minor === 'number' ? notebook.nbformat_minor : 0;
}

/** Whether data of a mime type is JSON, which is left as it is; all other data is text. */
export function isJsonMime(mime: string): boolean {
  return mime === 'application/json' || (mime.startsWith('application/') && mime.endsWith('+json'));
}

/** Joins a text that the file keeps as a list of lines; leaves anything else. */
export function joinLines(value: JsonValue | undefined): JsonValue | undefined {
  return isJsonList(value) && value.every(line => typeof line === 'string') ? value.join('') : value;
}

/** Applies a function to the values of an object that it changes; the same object comes back if it changes none. */
export function mapValues(object: JsonObject, change: (value: JsonValue, key: string) => JsonValue): JsonObject {
  const changed: [string, JsonValue][] = [];
  for (const [key, value] of Object.entries(object)) {
    const other = value === undefined ? undefined : change(value, key);
    if (other !== undefined && other !== value) {
      changed.push([key, other]);
    }
  }
  return changed.length === 0 ? object : { ...object, ...Object.fromEntries(changed) };
}

/** Applies a function to every text of an object of mime bundles, such as a cell's attachments. */
export function mapBundles(bundles: JsonObject, change: (value: JsonValue, mime: string) => JsonValue): JsonObject {
  return mapValues(bundles, bundle => (isJsonObject(bundle) ? mapValues(bundle, change) : bundle));
}

/** Leaves keys out of an object; the same object comes back if it has none of them. */
export function without(object: JsonObject, keys: readonly string[]): JsonObject {
  const found = keys.filter(key => Object.hasOwn(object, key));
  if (found.length === 0) {
    return object;
  }
  return Object.fromEntries(Object.entries(object).filter(([key]) => !found.includes(key)));
}
