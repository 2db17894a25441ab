// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check } from '@jupyter-atrium/api';
import { type JsonValue, isJsonList, isJsonObject } from '../json/json.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { type FileRule, sizeWords, toCheck } from './rule.ts';

const LARGE_OUTPUT_BYTES = 1_000_000;

/** Finds notebooks too large to be checked, and large outputs. */
export const size: FileRule = ({ path, content }) => {
  if (content.kind !== 'notebook') {
    return [];
  }
  const { reading } = content;
  if (reading.kind === 'notebook') {
    return outputChecks(path, reading.notebook);
  }
  if (reading.reason !== 'too-large' && reading.reason !== 'too-many-cells') {
    return [];
  }
  return [
    toCheck({
      kind: 'size',
      level: 'stop',
      path,
      place: 'file',
      message: `“${path}” ${reading.words}.`,
      because: 'A notebook of that size cannot be checked.',
      fixes: ['leave-out']
    })
  ];
};

function outputChecks(path: string, notebook: Notebook): Check[] {
  return notebook.cells.flatMap((cell, index) => {
    const characters = textLength(cell.outputs ?? []);
    if (characters < LARGE_OUTPUT_BYTES) {
      return [];
    }
    return toCheck({
      kind: 'size',
      level: 'ask',
      path,
      notebook,
      cell: index,
      place: 'output',
      message: `The output of cell ${index + 1} is ${sizeWords(characters)} large.`,
      because: 'It makes the notebook slow to open and to search.',
      fixes: ['clear-output'],
      identity: String(characters)
    });
  });
}

/** Characters of all texts inside a value: nearly its bytes, since what is large is ASCII. */
function textLength(value: JsonValue | undefined): number {
  if (typeof value === 'string') {
    return value.length;
  }
  if (isJsonList(value)) {
    return value.reduce<number>((sum, item) => sum + 1 + textLength(item), 0);
  }
  return isJsonObject(value) ? Object.values(value).reduce<number>((sum, item) => sum + textLength(item), 0) : 8;
}
