// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check, Pending } from '@jupyter-atrium/api';
import type { WorkFile } from '../files/work-file.ts';
import { type Notebook, cellId } from '../notebook/notebook.ts';
import { type FileRule, toCheck } from './rule.ts';

/** Asks about what an update of a copy left to decide. */
export const pending: FileRule = (file, context) =>
  (context.pending ?? []).filter(each => each.path === file.path).map(each => pendingCheck(each, file));

function pendingCheck(each: Pending, { path, content }: WorkFile): Check {
  const notebook = content.kind === 'notebook' && content.reading.kind === 'notebook' ? content.reading.notebook : null;
  const cell = notebook ? cellOf(each, notebook) : null;
  return toCheck({
    kind: 'pending',
    level: 'ask',
    path,
    ...(notebook ? { notebook } : {}),
    cell,
    place: cell === null ? 'file' : 'source',
    message:
      cell === null
        ? `An update left something to decide about “${path}”.`
        : `An update left something to decide about cell ${cell + 1}.`,
    because: 'Yours would be published, without what the release says.',
    identity: each.id
  });
}

/** Where the cell stands now; null if the question is about the whole file, or the cell is gone. */
function cellOf(each: Pending, { cells }: Notebook): number | null {
  const id = each.kind === 'cell' ? each.place?.id : null;
  const index = typeof id === 'string' ? cells.findIndex(cell => cellId(cell) === id) : -1;
  return index < 0 ? null : index;
}
