// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { validateNotebook } from '../notebook/validate.ts';
import { notebookRule, toCheck } from './rule.ts';

/** Finds notebooks of format 4.5 in which cells have no id, or that of another cell. */
export const cellIds = notebookRule((notebook, path) => {
  const faults = validateNotebook(notebook).filter(fault => fault.kind !== 'schema');
  const [first] = faults;
  if (!first) {
    return [];
  }
  const missing = faults.filter(fault => fault.kind === 'missing-id').length;
  const repeated = faults.length - missing;
  const parts = [
    ...(missing > 0 ? [`${missing} ${missing === 1 ? 'cell has' : 'cells have'} no id`] : []),
    ...(repeated > 0 ? [`${repeated} ${repeated === 1 ? 'cell has' : 'cells have'} the id of another`] : [])
  ];
  return [
    toCheck({
      kind: 'cell-ids',
      level: 'note',
      path,
      notebook,
      cell: first.cell,
      place: 'metadata',
      message: `${parts.join(', and ')}.`,
      because: 'Ids help an update to tell the cells apart.',
      fixes: ['add-ids'],
      identity: faults.map(fault => fault.cell).join()
    })
  ];
});
