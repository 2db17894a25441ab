// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type Figure, LIMITS } from '@jupyter-atrium/api';
import { type JsonObject, isJsonObject } from '../json/json.ts';
import type { Notebook, Output } from '../notebook/notebook.ts';

/** How many outputs are what. */
export type OutputCounts = { readonly figures: number; readonly tables: number; readonly others: number };

const MEDIA_TYPES = [
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif'
] as const satisfies readonly Figure['mediaType'][];
/** Smaller pictures are icons and rules. */
const MIN_COVER_BYTES = 1500;

/** Lists the pictures among the outputs of a notebook, in the order of cells. */
export function figuresOf(path: string, notebook: Notebook): Figure[] {
  return notebook.cells.flatMap(({ outputs = [] }, cell) =>
    outputs.flatMap((output, index): Figure[] => {
      const data = dataOf(output);
      const mediaType = MEDIA_TYPES.find(type => typeof data[type] === 'string');
      return mediaType ? [{ path, cell, output: index, mediaType, bytes: decodedBytes(data[mediaType]) }] : [];
    })
  );
}

/** Counts the outputs of a notebook by what a reader sees. */
export function countOutputs(notebook: Notebook): OutputCounts {
  const kinds = notebook.cells.flatMap(cell => cell.outputs ?? []).map(kindOf);
  const count = (kind: string): number => kinds.filter(each => each === kind).length;
  return { figures: count('figure'), tables: count('table'), others: count('other') };
}

/** Orders figures so that the first one makes a good cover: those too small or too large for one come last. */
export function coverFirst(figures: readonly Figure[]): Figure[] {
  const isFit = ({ bytes }: Figure): boolean => bytes >= MIN_COVER_BYTES && bytes <= LIMITS.coverBytes;
  return [...figures.filter(isFit), ...figures.filter(figure => !isFit(figure))];
}

function kindOf(output: Output): 'figure' | 'table' | 'other' {
  const data = dataOf(output);
  if (MEDIA_TYPES.some(type => data[type] !== undefined) || data['image/svg+xml'] !== undefined) {
    return 'figure';
  }
  const html = data['text/html'];
  return typeof html === 'string' && html.includes('<table') ? 'table' : 'other';
}

function dataOf(output: Output): JsonObject {
  return isJsonObject(output.data) ? output.data : {};
}

function decodedBytes(base64: unknown): number {
  const text = typeof base64 === 'string' ? base64 : '';
  return Math.floor((text.length * 3) / 4);
}
