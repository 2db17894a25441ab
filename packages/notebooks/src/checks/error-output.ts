// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { notebookRule, toCheck } from './rule.ts';

/** Finds cells that ended in an error when they were run. */
export const errorOutput = notebookRule((notebook, path) =>
  notebook.cells.flatMap((cell, index) => {
    const error = cell.outputs?.find(output => output.output_type === 'error');
    if (!error) {
      return [];
    }
    const name = typeof error.ename === 'string' && /^[\w.]{1,60}$/.test(error.ename) ? `: ${error.ename}` : '';
    const text = typeof error.evalue === 'string' ? error.evalue : '';
    return toCheck({
      kind: 'error-output',
      level: 'ask',
      path,
      notebook,
      cell: index,
      place: 'output',
      message: `The output of cell ${index + 1} is an error${name}.`,
      shown: { text, span: { start: 0, end: 0 } },
      fixes: ['clear-output'],
      identity: `${cell.source}\n${text}`
    });
  })
);
