// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { kernelOf } from '../code/cell-code.ts';
import { notebookRule, toCheck } from './rule.ts';

/** Finds notebooks with code that do not say which kernel runs it. */
export const kernelMissing = notebookRule((notebook, path) => {
  const hasCode = notebook.cells.some(cell => cell.cell_type === 'code' && cell.source.trim() !== '');
  if (!hasCode || kernelOf(notebook) !== null) {
    return [];
  }
  return [
    toCheck({
      kind: 'kernel-missing',
      level: 'note',
      path,
      place: 'metadata',
      message: 'The notebook does not name its kernel.',
      because: 'Who opens it has to choose one.'
    })
  ];
});
