// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { capitalised, cellWords, notebookRule, toCheck } from './rule.ts';

/** Finds cells that were run before ones that stand above them. */
export const runOrder = notebookRule((notebook, path) => {
  const late: number[] = [];
  let highest = 0;
  notebook.cells.forEach((cell, index) => {
    const count = typeof cell.execution_count === 'number' ? cell.execution_count : 0;
    if (count > 0 && count < highest) {
      late.push(index);
    }
    highest = Math.max(highest, count);
  });
  const [first] = late;
  if (first === undefined) {
    return [];
  }
  return [
    toCheck({
      kind: 'run-order',
      level: 'note',
      path,
      notebook,
      cell: first,
      place: 'output',
      message: `${capitalised(cellWords(late))} ${late.length === 1 ? 'was' : 'were'} run out of order.`,
      because: 'Run from top to bottom, the notebook may give other results.',
      identity: late.join()
    })
  ];
});
