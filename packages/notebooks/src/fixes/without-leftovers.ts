// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check } from '@jupyter-atrium/api';
import { NBDIME_KEY, hasMarks } from '../checks/leftovers.ts';
import { isJsonObject } from '../json/json.ts';
import { type Cell, type Notebook, without } from '../notebook/notebook.ts';

/**
 * Removes git's marks of conflicts; the lines of both sides stay, one after the other, and those of an old state that
 * git may have put between them go.
 */
export function withoutMarks(text: string): string {
  return hasMarks(text) ? unmarked(text.split('\n')).join('\n') : text;
}

/** What one line of a conflict leads to: the side that follows, and whether the line itself stays. */
type Step = { side: Side; isKept: boolean };
type Side = 'none' | 'ours' | 'base' | 'theirs';

function unmarked(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let side: Side = 'none';
  let opened = 0;
  let keptBefore = 0;
  for (const [index, line] of lines.entries()) {
    const next = step(side, line.replace(/\r$/, ''));
    if (side === 'none' && next.side === 'ours') {
      opened = index;
      keptBefore = kept.length;
    }
    side = next.side;
    if (next.isKept) {
      kept.push(line);
    }
  }
  // A conflict that nothing closes is none.
  return side === 'none' ? kept : [...kept.slice(0, keptBefore), ...lines.slice(opened)];
}

function step(side: Side, line: string): Step {
  if (side === 'none' && /^<{7}(?: |$)/.test(line)) {
    return { side: 'ours', isKept: false };
  }
  if (side === 'ours' && /^\|{7}(?: |$)/.test(line)) {
    return { side: 'base', isKept: false };
  }
  if ((side === 'ours' || side === 'base') && /^={7}$/.test(line)) {
    return { side: 'theirs', isKept: false };
  }
  if (side === 'theirs' && /^>{7}(?: |$)/.test(line)) {
    return { side: 'none', isKept: false };
  }
  return { side, isKept: side !== 'base' };
}

/** Removes what nbdime kept of conflicts in the place that a finding names. */
export function withoutConflicts(notebook: Notebook, { cell, place }: Check): Notebook {
  if (cell === null) {
    const metadata = notebook.metadata && without(notebook.metadata, [NBDIME_KEY]);
    return metadata === undefined || metadata === notebook.metadata ? notebook : { ...notebook, metadata };
  }
  const cells = notebook.cells.map((each, index) => (index === cell.index ? cellWithout(each, place) : each));
  return cells.every((each, index) => each === notebook.cells[index]) ? notebook : { ...notebook, cells };
}

function cellWithout(cell: Cell, place: Check['place']): Cell {
  if (place === 'output') {
    const outputs = (cell.outputs ?? []).map(output =>
      isJsonObject(output.metadata) && Object.hasOwn(output.metadata, NBDIME_KEY)
        ? { ...output, metadata: without(output.metadata, [NBDIME_KEY]) }
        : output
    );
    return outputs.every((output, index) => output === cell.outputs?.[index]) ? cell : { ...cell, outputs };
  }
  const metadata = cell.metadata && without(cell.metadata, [NBDIME_KEY]);
  return metadata === undefined || metadata === cell.metadata ? cell : { ...cell, metadata };
}
