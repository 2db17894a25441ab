// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type JsonObject, isJsonObject } from '../json/json.ts';
import { type Cell, type Notebook, type Output, without } from './notebook.ts';

export interface IPublishOptions {
  /** Default: true. */
  withOutputs?: boolean;
}

/** Whether anything in a notebook is marked as trusted; a hub refuses such a notebook. */
export function isTrusting(notebook: Notebook): boolean {
  return stripTrust(notebook) !== notebook;
}

/**
 * Gives a notebook as it may be published: without marks of trust and, if wished, without outputs, counts and the
 * state of widgets.
 *
 * @returns the same notebook if nothing had to be changed; its bytes can then be published as they are
 */
export function publishable(notebook: Notebook, { withOutputs = true }: IPublishOptions = {}): Notebook {
  const stripped = stripTrust(notebook);
  if (withOutputs) {
    return stripped;
  }
  const cells = stripped.cells.map(clearOutputs);
  const metadata = stripped.metadata && without(stripped.metadata, ['widgets']);
  const isSame = metadata === stripped.metadata && cells.every((cell, index) => cell === stripped.cells[index]);
  return isSame ? stripped : { ...stripped, ...(metadata && { metadata }), cells };
}

/** Takes outputs and execution count off a cell; the same cell comes back if it has neither. */
export function clearOutputs(cell: Cell): Cell {
  const hasOutputs = (cell.outputs ?? []).length > 0 || (cell.execution_count ?? null) !== null;
  return cell.cell_type === 'code' && hasOutputs ? { ...cell, outputs: [], execution_count: null } : cell;
}

/** Takes all marks of trust off; the same notebook comes back if there are none. */
export function stripTrust(notebook: Notebook): Notebook {
  const cells = notebook.cells.map(stripCell);
  const root = stripMetadata(notebook);
  const isSame = root === notebook && cells.every((cell, index) => cell === notebook.cells[index]);
  return isSame ? notebook : { ...root, cells };
}

function stripCell(cell: Cell): Cell {
  const outputs = cell.outputs?.map(stripMetadata);
  const stripped = stripMetadata(cell);
  const isSame = stripped === cell && (outputs ?? []).every((output, index) => output === cell.outputs?.[index]);
  return isSame ? cell : { ...stripped, ...(outputs && { outputs }) };
}

function stripMetadata<T extends Notebook | Cell | Output>(holder: T): T {
  const metadata: JsonObject = isJsonObject(holder.metadata) ? holder.metadata : {};
  return Object.hasOwn(metadata, 'trusted') ? { ...holder, metadata: without(metadata, ['trusted']) } : holder;
}
