// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type Cell, type Notebook, minorOf } from './notebook.ts';
import { type Schema, schemaOf } from './schema.ts';

/** One thing about a notebook that its format's schema forbids. */
export type SchemaFault = {
  /** `missing-id` and `repeated-id` are what all programs repair silently, so most readers call them valid. */
  readonly kind: 'schema' | 'missing-id' | 'repeated-id';
  /** Counted from 0; null: the notebook itself. */
  readonly cell: number | null;
  /** One sentence that names the cell. */
  readonly message: string;
};

/**
 * Checks a notebook against the official schema of its minor version.
 *
 * `nbformat.validate` accepts it if and only if no fault is of kind `schema`; `nbformat.validator.isvalid` accepts it
 * if and only if there is none at all.
 *
 * @returns faults in the order of cells
 */
export function validateNotebook(notebook: Notebook): SchemaFault[] {
  const faults: SchemaFault[] = [];
  const minor = minorOf(notebook);
  const schema = schemaOf(minor);
  schema.root(notebook, '', (path, words) => {
    faults.push({ kind: 'schema', cell: null, message: `The notebook’s ${named(path)} ${words}.` });
  });
  const seen = new Set<unknown>();
  notebook.cells.forEach((cell, index) => {
    if (minor >= 5) {
      faults.push(...idFaults(cell, index, seen));
    }
    faults.push(...cellFaults(cell, index, schema));
  });
  return faults;
}

function idFaults(cell: Cell, index: number, seen: Set<unknown>): SchemaFault[] {
  if (cell.id === undefined) {
    return [{ kind: 'missing-id', cell: index, message: `Cell ${index + 1} has no id.` }];
  }
  if (seen.has(cell.id)) {
    return [{ kind: 'repeated-id', cell: index, message: `Cell ${index + 1} has the id of another cell.` }];
  }
  seen.add(cell.id);
  return [];
}

function cellFaults(cell: Cell, index: number, schema: Schema): SchemaFault[] {
  const faults: SchemaFault[] = [];
  const where = `cell ${index + 1}`;
  const add = (message: string): void => void faults.push({ kind: 'schema', cell: index, message });
  const rule = Object.hasOwn(schema.cells, cell.cell_type) ? schema.cells[cell.cell_type] : undefined;
  if (!rule) {
    add(`Cell ${index + 1} is of the unknown type ${named(cell.cell_type)}.`);
    return faults;
  }
  rule(cell, '', (path, words) => add(`In ${where}, ${named(path)} ${words}.`));
  cell.outputs?.forEach((output, number) => {
    const type = output.output_type;
    const outputRule = Object.hasOwn(schema.outputs, type) ? schema.outputs[type] : undefined;
    if (outputRule) {
      outputRule(output, '', (path, words) => add(`In output ${number + 1} of ${where}, ${named(path)} ${words}.`));
    } else {
      add(`Output ${number + 1} of ${where} is of the unknown type ${named(type)}.`);
    }
  });
  return faults;
}

/** Quotes a name from the file; long ones are cut, since anything may stand there. */
function named(name: string): string {
  return `“${name.length > 60 ? `${name.slice(0, 60)}…` : name}”`;
}
