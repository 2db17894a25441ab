// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { isTooDeep } from '../../json.ts';
import { decodeUtf8 } from './note.ts';

/** Deepest nesting of anything that other hubs sent. */
export const JSON_DEPTH = 32;

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** What `readForeignJson` answers for bytes that are no JSON, or none that may be read. */
export const NO_JSON: unique symbol = Symbol('no JSON');

/**
 * Reads JSON that another hub wrote: strict UTF-8, 32 levels, no key that could reach a prototype.
 *
 * @returns `NO_JSON` for anything else
 */
export function readForeignJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes);
  if (text === null || isTooDeep(text, JSON_DEPTH)) {
    return NO_JSON;
  }
  try {
    const value: unknown = JSON.parse(text);
    return hasForbiddenKey(value) ? NO_JSON : value;
  } catch {
    return NO_JSON;
  }
}

function hasForbiddenKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return Array.isArray(value)
    ? value.some(hasForbiddenKey)
    : Object.entries(value).some(([key, inner]) => FORBIDDEN.has(key) || hasForbiddenKey(inner));
}
