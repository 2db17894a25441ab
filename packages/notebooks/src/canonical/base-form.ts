// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import { type JsonValue, isJsonList, isJsonObject } from '../json/json.ts';
import { parseJson } from '../json/parse-json.ts';
import type { CanonicalCell, CanonicalNotebook } from './canonical.ts';
import { canonicalJson } from './canonical-json.ts';

const TYPE = 'application/vnd.atrium.base.v1+json';

/**
 * Writes the base form that a copy keeps of a released notebook.
 *
 * @param notebook - its canonical form, made with a digest as fingerprint: outputs are most of the bytes, and only
 *   their equality is needed
 */
export function writeBase(notebook: CanonicalNotebook): string {
  return `${canonicalJson({ type: TYPE, ...notebook })}\n`;
}

/**
 * Reads a base form.
 *
 * @returns null if the text is none, or a damaged one
 */
export function readBase(text: string): CanonicalNotebook | null {
  const json = parseJson(text, LIMITS.jsonDepth + 4);
  const base = json.kind === 'value' ? json.value : null;
  if (!isJsonObject(base) || base.type !== TYPE || typeof base.minor !== 'number' || !isJsonList(base.cells)) {
    return null;
  }
  const cells = base.cells.map(readCell);
  if (!isJsonObject(base.metadata) || !isJsonObject(base.others) || !cells.every(cell => cell !== null)) {
    return null;
  }
  return { minor: base.minor, metadata: base.metadata, cells, others: base.others };
}

function readCell(cell: JsonValue): CanonicalCell | null {
  if (!isJsonObject(cell)) {
    return null;
  }
  const { id, type, source, count, metadata, outputs, attachments, others } = cell;
  const hasTexts = typeof type === 'string' && typeof source === 'string' && typeof outputs === 'string';
  const hasObjects = isJsonObject(metadata) && isJsonObject(others) && isTexts(attachments);
  return hasTexts && hasObjects && isTextOrNull(id) && isTextOrNull(count)
    ? { id, type, source, count, metadata, outputs, attachments, others }
    : null;
}

function isTextOrNull(value: JsonValue | undefined): value is string | null {
  return value === null || typeof value === 'string';
}

function isTexts(value: JsonValue | undefined): value is Readonly<Record<string, string>> {
  return isJsonObject(value) && Object.values(value).every(text => typeof text === 'string');
}
