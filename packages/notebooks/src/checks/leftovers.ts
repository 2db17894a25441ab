// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check } from '@jupyter-atrium/api';
import type { WorkFile } from '../files/work-file.ts';
import { isJsonObject } from '../json/json.ts';
import type { Cell, Notebook } from '../notebook/notebook.ts';
import { type FileRule, toCheck } from './rule.ts';

/** Where nbdime keeps what it could not merge. */
export const NBDIME_KEY = 'nbdime-conflicts';

const BECAUSE = 'Both sides of an old merge stand there, and others cannot tell which one holds.';
const OPEN = /^<{7}(?: |\r?$)/m;
const MIDDLE = /^={7}\r?$/m;
const CLOSE = /^>{7}(?: |\r?$)/m;

/** Finds what merging by git or nbdime left behind. */
export const leftovers: FileRule = ({ path, content }: WorkFile) => {
  if (content.kind === 'text') {
    return hasMarks(content.text) ? [leftCheck(path, `“${path}” holds marks of an unfinished merge.`, 'file')] : [];
  }
  return content.kind === 'notebook' && content.reading.kind === 'notebook'
    ? notebookChecks(path, content.reading.notebook)
    : [];
};

/** Whether a text holds the marks by which git shows both sides of a conflict, in their order. */
export function hasMarks(text: string): boolean {
  const open = text.includes('<<<<<<<') ? text.search(OPEN) : -1;
  if (open < 0) {
    return false;
  }
  const rest = text.slice(open);
  const middle = rest.search(MIDDLE);
  return middle >= 0 && CLOSE.test(rest.slice(middle));
}

function notebookChecks(path: string, notebook: Notebook): Check[] {
  const inCells = notebook.cells.flatMap((cell, index) => cellChecks(path, notebook, cell, index));
  const words = 'The notebook’s metadata holds conflicts of an unfinished merge.';
  return hasKey(notebook.metadata) ? [leftCheck(path, words, 'metadata'), ...inCells] : inCells;
}

function cellChecks(path: string, notebook: Notebook, cell: Cell, index: number): Check[] {
  const at = { notebook, cell: index };
  const number = index + 1;
  const checks: Check[] = [];
  if (hasMarks(cell.source)) {
    checks.push(leftCheck(path, `Cell ${number} holds marks of an unfinished merge.`, 'source', at));
  }
  if (hasKey(cell.metadata)) {
    checks.push(
      leftCheck(path, `The metadata of cell ${number} holds conflicts of an unfinished merge.`, 'metadata', at)
    );
  }
  if (cell.outputs?.some(output => isJsonObject(output.metadata) && hasKey(output.metadata))) {
    checks.push(leftCheck(path, `The output of cell ${number} holds conflicts of an unfinished merge.`, 'output', at));
  }
  return checks;
}

function hasKey(metadata: Notebook['metadata']): boolean {
  return metadata !== undefined && Object.hasOwn(metadata, NBDIME_KEY);
}

function leftCheck(
  path: string,
  message: string,
  place: Check['place'],
  at: { notebook?: Notebook; cell?: number } = {}
): Check {
  return toCheck({ kind: 'leftovers', level: 'ask', path, place, message, because: BECAUSE, fixes: ['remove'], ...at });
}
