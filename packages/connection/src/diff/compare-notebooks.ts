// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type * as Notebooks from '@jupyter-atrium/notebooks';
import type { CellDiff, CellPart, Notebook, NotebookDiff } from '@jupyter-atrium/notebooks';
import type { CellComparison, Comparison, NotebookComparison, SameCells } from './comparison';
import { showOutputs } from './shown-outputs';

/** Parts of a cell that are neither shown line by line nor as outputs. */
const OTHER_PARTS: readonly CellPart[] = ['metadata', 'type', 'attachments'];

type Side = { readonly notebook: Notebook; readonly hasOutputs: readonly string[] };

/**
 * Compares two notebooks for showing.
 *
 * @param before - text of the earlier file
 * @param after - text of the later file
 * @param withOutputs - false: the later one counts as if its outputs were cleared
 */
export async function compareNotebooks(
  before: string,
  after: string,
  withOutputs: boolean
): Promise<Comparison['body']> {
  const notebooks = await import('@jupyter-atrium/notebooks');
  const [left, right] = [notebooks.readNotebook(before), notebooks.readNotebook(after)];
  if (left.kind === 'refused' || right.kind === 'refused') {
    return { kind: 'unseen', why: 'unreadable' };
  }
  return compare(notebooks, left.notebook, notebooks.publishable(right.notebook, { withOutputs }));
}

function compare(notebooks: typeof Notebooks, before: Notebook, after: Notebook): NotebookComparison {
  const [left, right] = [notebooks.canonicalForm(before), notebooks.canonicalForm(after)];
  const diff = notebooks.diffNotebooks(left, right);
  const sides = {
    before: { notebook: before, hasOutputs: left.cells.map(cell => cell.outputs) },
    after: { notebook: after, hasOutputs: right.cells.map(cell => cell.outputs) }
  };
  const rows = diff.cells.map(cell => compareCell(notebooks, cell, sides.before, sides.after));
  return {
    kind: 'notebook',
    rows: foldSame(rows, diff),
    ...countCells(rows),
    hasOtherMetadata: diff.metadata.length > 0
  };
}

function countCells(rows: readonly (CellComparison | null)[]): Pick<NotebookComparison, 'edited' | 'run'> {
  const run = rows.filter(row => row?.kind === 'run').length;
  return { run, edited: rows.filter(row => row !== null).length - run };
}

/** Null for a cell that shows no difference. */
function compareCell(notebooks: typeof Notebooks, cell: CellDiff, before: Side, after: Side): CellComparison | null {
  const [source, other] = [sourceOf(before, cell.before), sourceOf(after, cell.after)];
  const outputs = outputsOf(cell, before, after);
  const isOtherwiseChanged = cell.parts.some(part => OTHER_PARTS.includes(part));
  const isSourceSame = cell.state === 'same' || (cell.state === 'changed' && source === other);
  const isEdited = !isSourceSame || isOtherwiseChanged || cell.isMoved;
  if (!isEdited && !outputs) {
    return null;
  }
  return {
    ...shownCell(cell, before, after),
    kind: isEdited ? (cell.state === 'same' ? 'moved' : cell.state) : 'run',
    isMoved: cell.isMoved,
    isOtherwiseChanged,
    lines: isSourceSame ? [] : notebooks.diffLines(source, other),
    outputs
  };
}

/** A removed cell is shown as it was before. */
function shownCell(cell: CellDiff, before: Side, after: Side): Pick<CellComparison, 'numbers' | 'isCode'> {
  const [indices, side] = cell.after.length > 0 ? [cell.after, after] : [cell.before, before];
  return {
    numbers: indices.map(index => index + 1),
    isCode: side.notebook.cells[indices[0] ?? 0]?.cell_type === 'code'
  };
}

function sourceOf(side: Side, indices: readonly number[]): string {
  return indices.map(index => side.notebook.cells[index]?.source ?? '').join('\n');
}

function outputsOf(cell: CellDiff, before: Side, after: Side): CellComparison['outputs'] {
  const textOf = (side: Side, indices: readonly number[]): string =>
    indices.map(index => side.hasOutputs[index] ?? '').join('');
  // The same outputs under another execution count are the same to people.
  if (cell.state === 'same' || textOf(before, cell.before) === textOf(after, cell.after)) {
    return null;
  }
  const shown = (side: Side, indices: readonly number[]): ReturnType<typeof showOutputs> =>
    indices.flatMap(index => showOutputs(side.notebook.cells[index]?.outputs ?? []));
  return { before: shown(before, cell.before), after: shown(after, cell.after) };
}

/** Puts a run of equal cells into one row. */
function foldSame(rows: readonly (CellComparison | null)[], diff: NotebookDiff): (CellComparison | SameCells)[] {
  const folded: (CellComparison | SameCells)[] = [];
  rows.forEach((row, index) => {
    const number = (diff.cells[index]?.after[0] ?? 0) + 1;
    const last = folded.at(-1);
    if (row) {
      folded.push(row);
    } else if (last?.kind === 'same') {
      folded[folded.length - 1] = { ...last, last: number };
    } else {
      folded.push({ kind: 'same', first: number, last: number });
    }
  });
  return folded;
}
