// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** A number that JavaScript would write in another way than the file does, such as `1.0` or `9007199254740993`. */
export class JsonNumber {
  /** As the file writes it. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** For `JSON.stringify`: a number, as near as JavaScript has one. `writeJson` keeps the text. */
  toJSON(): number {
    return Number(this.text);
  }
}

/** Any JSON value, numbers with their written form. */
export type JsonValue = string | number | boolean | null | JsonNumber | readonly JsonValue[] | JsonObject;

/** A JSON object; nothing changes one after it was read. */
export type JsonObject = { readonly [key: string]: JsonValue | undefined };

/** Whether a value is an object, and no list or number. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber);
}

/** Whether a value is a list. `Array.isArray` would not narrow a read-only one. */
export function isJsonList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Whether a value is a number, in either form. */
export function isJsonNumber(value: JsonValue | undefined): value is number | JsonNumber {
  return typeof value === 'number' || value instanceof JsonNumber;
}

/** Gives a number as the file writes it. */
export function numberText(value: number | JsonNumber): string {
  return typeof value === 'number' ? String(value) : value.text;
}

/** Makes a number from its written form. */
export function toJsonNumber(text: string): number | JsonNumber {
  const value = Number(text);
  return String(value) === text ? value : new JsonNumber(text);
}
