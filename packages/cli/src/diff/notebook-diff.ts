// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CanonicalCell, CanonicalNotebook, CellDiff, LineDiff, NotebookDiff } from '@jupyter-atrium/notebooks';
import { diffLines } from '@jupyter-atrium/notebooks';
import { countWords } from '../terminal/words.ts';
import type { Paint } from './paint.ts';
import { lineWords } from './paint.ts';

type Forms = { before: CanonicalNotebook; after: CanonicalNotebook };

/** Unchanged lines shown around changed ones. */
const CONTEXT = 2;

/** Writes a comparison of notebooks for a terminal: what changed in short, then each changed cell. */
export function notebookDiffLines(difference: NotebookDiff, forms: Forms, paint: Paint): string[] {
  const cells = difference.cells.filter(({ state, isMoved }) => state !== 'same' || isMoved);
  const metadata = difference.metadata.map(key => paint.heading(`Notebook metadata “${key}” differs.`));
  if (cells.length + metadata.length === 0) {
    return ['No difference.'];
  }
  return [summary(difference), ...metadata, ...cells.flatMap(cell => ['', ...cellLines(cell, forms, paint)])];
}

function summary({ counts }: NotebookDiff): string {
  const { added, removed, changed, run } = counts;
  const parts: [number, string][] = [
    [changed, 'changed'],
    [added, 'added'],
    [removed, 'removed'],
    [run, 'only run']
  ];
  const words = parts.filter(([count]) => count > 0).map(([count, what]) => `${countWords(count, 'cell')} ${what}`);
  return words.length > 0 ? `${words.join(', ')}.` : 'No cell differs.';
}

function cellLines(cell: CellDiff, { before, after }: Forms, paint: Paint): string[] {
  const [left, right] = [pick(before, cell.before), pick(after, cell.after)];
  const rows = diffLines(sourceOf(left), sourceOf(right));
  const isSame = rows.every(({ state }) => state === 'same');
  return [paint.heading(heading(cell, left[0] ?? right[0])), ...(isSame ? [] : around(rows, paint))];
}

function heading(cell: CellDiff, first: CanonicalCell | undefined): string {
  const at = numbers(cell.after.length > 0 ? cell.after : cell.before);
  const type = first ? ` (${first.type})` : '';
  return `Cell ${at}${type}: ${[...whatOf(cell)].join(', ')}`;
}

function whatOf({ state, before, after, isMoved, parts }: CellDiff): string[] {
  const moved = isMoved ? [`moved from ${numbers(before)}`] : [];
  switch (state) {
    case 'added':
      return ['added'];
    case 'removed':
      return ['removed'];
    case 'same':
      return moved;
    case 'changed':
      return [
        ...(before.length > 1 ? [`joined from cells ${numbers(before)}`] : []),
        ...(after.length > 1 ? [`split from cell ${numbers(before)}`] : []),
        ...moved,
        `${parts.join(', ')} changed`
      ];
  }
}

function numbers(indices: readonly number[]): string {
  return indices.map(index => index + 1).join('+');
}

function pick({ cells }: CanonicalNotebook, indices: readonly number[]): CanonicalCell[] {
  return indices.flatMap(index => cells[index] ?? []);
}

function sourceOf(cells: readonly CanonicalCell[]): string {
  return cells.map(({ source }) => source).join('\n');
}

/** Changed lines with a little around them; what is left out is marked. */
function around(rows: readonly LineDiff[], paint: Paint): string[] {
  const isNear = rows.map((_, at) =>
    rows.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(({ state }) => state !== 'same')
  );
  return rows.flatMap((row, at) => {
    if (isNear[at]) {
      return [lineWords(row, paint)];
    }
    return isNear[at - 1] === false ? [] : [paint.faint('  …')];
  });
}
