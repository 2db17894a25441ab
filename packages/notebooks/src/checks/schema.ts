// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check } from '@jupyter-atrium/api';
import type { Notebook } from '../notebook/notebook.ts';
import type { Reading } from '../notebook/read.ts';
import { repairNotebook } from '../notebook/repair.ts';
import { type SchemaFault, validateNotebook } from '../notebook/validate.ts';
import { type FileRule, toCheck } from './rule.ts';

/** Refusals that the check of sizes speaks of. */
const SIZES = ['too-large', 'too-many-cells'];

/** Finds files that are no valid notebook, or that hold something no reader sees. */
export const schema: FileRule = ({ path, content }) => {
  if (content.kind !== 'notebook') {
    return [];
  }
  return content.reading.kind === 'refused' ? refusedCheck(path, content.reading) : readChecks(path, content.reading);
};

function refusedCheck(path: string, { reason, words }: Extract<Reading, { kind: 'refused' }>): Check[] {
  if (SIZES.includes(reason)) {
    return [];
  }
  const message = `“${path}” ${words}.`;
  return [
    toCheck({ kind: 'schema', level: 'stop', path, place: 'file', message, fixes: ['leave-out'], identity: words })
  ];
}

function readChecks(path: string, { notebook, repeatedKey }: Extract<Reading, { kind: 'notebook' }>): Check[] {
  const [fault, ...more] = validateNotebook(notebook).filter(isSchemaFault);
  const checks = fault ? [faultCheck(path, notebook, fault, more.length)] : [];
  if (repeatedKey) {
    checks.push(
      toCheck({
        kind: 'schema',
        level: 'stop',
        path,
        place: 'file',
        message: `The file names a value twice in line ${repeatedKey.line}.`,
        because: 'Jupyter shows only the last one; the other would be published unseen.',
        fixes: ['repair', 'leave-out'],
        identity: `repeated ${repeatedKey.line}`
      })
    );
  }
  return checks;
}

function faultCheck(path: string, notebook: Notebook, fault: SchemaFault, more: number): Check {
  const isRepairable = !validateNotebook(repairNotebook(notebook).notebook).some(isSchemaFault);
  return toCheck({
    kind: 'schema',
    level: 'stop',
    path,
    notebook,
    cell: fault.cell,
    place: 'file',
    message: fault.message,
    because:
      more === 0 ? 'Others may be unable to open it.' : `Others may be unable to open it; ${more} more like this.`,
    fixes: isRepairable ? ['repair', 'leave-out'] : ['leave-out'],
    identity: fault.message
  });
}

function isSchemaFault(fault: SchemaFault): boolean {
  return fault.kind === 'schema';
}
