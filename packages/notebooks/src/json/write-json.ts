// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { JsonNumber, type JsonObject, type JsonValue, isJsonList, numberText } from './json.ts';

const SURROGATE = /[\ud800-\udfff]/;

/**
 * Writes JSON as Python's `json.dumps(…, indent=1, sort_keys=True, separators=(',', ': '), ensure_ascii=False)` does.
 *
 * Numbers are written as they were read. Half a surrogate pair, which no UTF-8 file can hold, is escaped.
 */
export function writeJson(value: JsonValue): string {
  const parts: string[] = [];
  write(value, '\n', parts);
  return parts.join('');
}

function write(value: JsonValue, newline: string, parts: string[]): void {
  if (isJsonList(value)) {
    writeList(value, newline, parts);
  } else if (typeof value === 'object' && value !== null && !(value instanceof JsonNumber)) {
    writeObject(value, newline, parts);
  } else {
    parts.push(scalarText(value));
  }
}

function writeList(list: readonly JsonValue[], newline: string, parts: string[]): void {
  if (list.length === 0) {
    parts.push('[]');
    return;
  }
  const inner = newline + ' ';
  list.forEach((item, index) => {
    parts.push(index === 0 ? '[' : ',', inner);
    write(item, inner, parts);
  });
  parts.push(newline, ']');
}

function writeObject(object: JsonObject, newline: string, parts: string[]): void {
  const inner = newline + ' ';
  let opening = '{';
  for (const key of sortedKeys(object)) {
    const value = object[key];
    if (value !== undefined) {
      parts.push(opening, inner, JSON.stringify(key), ': ');
      write(value, inner, parts);
      opening = ',';
    }
  }
  parts.push(opening === '{' ? '{}' : `${newline}}`);
}

function scalarText(value: string | number | boolean | null | JsonNumber): string {
  return typeof value === 'number' || value instanceof JsonNumber ? numberText(value) : JSON.stringify(value);
}

/** Keys by code point, as Python orders them; JavaScript would order them by UTF-16 unit. */
function sortedKeys(object: JsonObject): string[] {
  const keys = Object.keys(object);
  return keys.some(key => SURROGATE.test(key)) ? keys.sort(compareCodePoints) : keys.sort();
}

function compareCodePoints(a: string, b: string): number {
  const left = Array.from(a, character => character.codePointAt(0) ?? 0);
  const right = Array.from(b, character => character.codePointAt(0) ?? 0);
  for (const [index, code] of left.entries()) {
    const other = right[index];
    if (other === undefined) {
      return 1;
    }
    if (code !== other) {
      return code - other;
    }
  }
  return left.length - right.length;
}
