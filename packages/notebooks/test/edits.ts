// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Random edits of notebooks, as people and Jupyter make them. */
import fc from 'fast-check';
import type { Cell, Notebook } from '../src/notebook/notebook.ts';
import { code, stream, withoutId } from './a-notebook.ts';

/** One edit; `at` picks the cell, `by` what becomes of it. */
export type Edit = { readonly kind: Kind; readonly at: number; readonly by: number };

const KINDS = [
  'line',
  'rewrite',
  'run',
  'insert',
  'delete',
  'move',
  'duplicate',
  'split',
  'join',
  'retype',
  'tag'
] as const;
type Kind = (typeof KINDS)[number];

const LINES = [
  'a = 1',
  'b = 2',
  'def f(x):',
  '    return x',
  'print("é 🧊")',
  '',
  '# note',
  'c = a + b',
  'import math'
];

export const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({ kind: fc.constantFrom(...KINDS), at: fc.nat(999), by: fc.nat(9999) }),
  { maxLength: 8 }
);

/** Applies edits; `who` goes into the text of new lines, so that one can tell whose they are. */
export function withEdits(notebook: Notebook, list: readonly Edit[], who: string): Notebook {
  const cells = list.reduce<readonly Cell[]>(
    (all, edit, index) => editCells(all, edit, `${who}${index}`),
    notebook.cells
  );
  const isOld = Number(notebook.nbformat_minor) < 5;
  return { ...notebook, cells: isOld ? cells.map(withoutId) : cells };
}

function editCells(cells: readonly Cell[], { kind, at, by }: Edit, mark: string): readonly Cell[] {
  const index = cells.length === 0 ? 0 : at % cells.length;
  const cell = cells[index];
  if (kind === 'insert' || !cell) {
    return cells.toSpliced(
      by % (cells.length + 1),
      0,
      code(`${LINES[at % LINES.length]}\n# ${mark}`, { id: `n-${mark}` })
    );
  }
  const next = cells[index + 1];
  switch (kind) {
    case 'move':
      return cells.toSpliced(index, 1).toSpliced(by % cells.length, 0, cell);
    case 'delete':
      return cells.toSpliced(index, 1);
    case 'duplicate':
      return cells.toSpliced(index + 1, 0, { ...cell, id: `d-${mark}` });
    case 'split':
      return splitCell(cells, index, mark);
    case 'join':
      return next?.cell_type === cell.cell_type
        ? cells.toSpliced(index, 2, { ...cell, source: `${cell.source}\n${next.source}`, id: `j-${mark}` })
        : cells;
    default:
      return cells.with(index, editCell(cell, { kind, at, by }, mark));
  }
}

function splitCell(cells: readonly Cell[], index: number, mark: string): readonly Cell[] {
  const cell = cells[index];
  const lines = cell?.source.split('\n') ?? [];
  const half = lines.length >> 1;
  return cell && half > 0
    ? cells.toSpliced(
        index,
        1,
        { ...cell, source: lines.slice(0, half).join('\n'), id: `s-${mark}` },
        { ...cell, source: lines.slice(half).join('\n') }
      )
    : cells;
}

function editCell(cell: Cell, { kind, by }: Edit, mark: string): Cell {
  const lines = cell.source.split('\n');
  switch (kind) {
    case 'line':
      return { ...cell, source: lines.with(by % lines.length, `line of ${mark}`).join('\n') };
    case 'rewrite':
      return { ...cell, source: `all of ${mark}\n${LINES[by % LINES.length]}` };
    case 'run':
      return cell.cell_type === 'code' ? { ...cell, outputs: [stream(`ran ${mark}`)], execution_count: by } : cell;
    case 'tag':
      return { ...cell, metadata: { ...cell.metadata, tags: [`tag-${by % 3}`], [`key-${by % 2}`]: mark } };
    default:
      return cell.cell_type === 'code'
        ? {
            cell_type: 'markdown',
            source: cell.source,
            metadata: cell.metadata ?? {},
            ...(cell.id !== undefined && { id: cell.id })
          }
        : cell;
  }
}
