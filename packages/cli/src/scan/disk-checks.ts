// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash } from 'node:crypto';
import type { Check } from '@jupyter-atrium/api';
import { LIMITS, PATH_FAULT_WORDS } from '@jupyter-atrium/api';
import type { DiskFile } from '../files/walk.ts';

const GIB = 1024 ** 3;

/** Finds what only the disk shows: names that are no text, files larger than a release takes. */
export function diskChecks({ path, isNameBroken, stat }: DiskFile): Check[] {
  const checks: Check[] = [];
  if (isNameBroken) {
    const message = `“${path}” ${PATH_FAULT_WORDS['not-unicode']}.`;
    checks.push(stop({ kind: 'names', place: 'name', path, message, because: 'Other systems could not open it.' }));
  }
  if (stat.size > LIMITS.fileBytes) {
    const message = `“${path}” is ${(stat.size / GIB).toFixed(1)} GiB large; a file may have ${LIMITS.fileBytes / GIB} GiB.`;
    const because = 'Publish it elsewhere, such as in a data archive, and name its address in a notebook.';
    checks.push(stop({ kind: 'size', place: 'file', path, message, because }));
  }
  return checks;
}

function stop(found: Pick<Check, 'kind' | 'place' | 'path' | 'message' | 'because'>): Check {
  const id = createHash('sha256').update(`${found.kind}\n${found.message}`).digest('hex').slice(0, 16);
  return { id: `${found.kind}-${id}`, level: 'stop', cell: null, excerpt: '', fixes: ['leave-out'], ...found };
}
