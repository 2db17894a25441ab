// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { compareNotebooks } from './compare-notebooks';
import type { NotebookComparison } from './comparison';

type Cell = { id: string; cell_type: string; source: string; outputs?: object[]; execution_count?: number | null };

const md = (id: string, source: string): Cell => ({ id, cell_type: 'markdown', source });
const code = (id: string, source: string, text?: string): Cell => ({
  id,
  cell_type: 'code',
  source,
  execution_count: text === undefined ? null : 1,
  outputs: text === undefined ? [] : [{ output_type: 'stream', name: 'stdout', text }]
});
const notebook = (cells: Cell[], metadata: object = {}): string =>
  JSON.stringify({
    cells: cells.map(cell => ({ metadata: {}, ...cell })),
    metadata,
    nbformat: 4,
    nbformat_minor: 5
  });

const compare = async (before: string, after: string, withOutputs = true): Promise<NotebookComparison> => {
  const body = await compareNotebooks(before, after, withOutputs);
  if (body.kind !== 'notebook') {
    throw new Error(body.kind);
  }
  return body;
};

describe('compareNotebooks', () => {
  const before = [md('a', '# Title'), md('b', 'text'), code('c', 'x = 1', '1\n'), code('d', 'y = 2')];

  it('folds equal cells and shows changed ones with their outputs', async () => {
    const after = [md('a', '# Title'), md('b', 'text'), code('c', 'x = 2', '2\n'), code('d', 'y = 2')];
    const { rows, edited, run } = await compare(notebook(before), notebook(after));
    expect(rows.map(row => row.kind)).toEqual(['same', 'changed', 'same']);
    expect(rows[0]).toEqual({ kind: 'same', first: 1, last: 2 });
    expect(rows[1]).toMatchObject({
      numbers: [3],
      isCode: true,
      outputs: { before: [{ text: '1\n' }], after: [{ text: '2\n' }] }
    });
    expect([edited, run]).toEqual([1, 0]);
  });

  it('counts a cell of which only the output differs as run, not as edited', async () => {
    const after = [...before.slice(0, 2), code('c', 'x = 1', 'other\n'), code('d', 'y = 2')];
    const { rows, edited, run } = await compare(notebook(before), notebook(after));
    expect(rows[1]).toMatchObject({ kind: 'run', lines: [] });
    expect([edited, run]).toEqual([0, 1]);
  });

  it('does not mention another execution count', async () => {
    const after = before.map(cell => (cell.id === 'c' ? { ...cell, execution_count: 9 } : cell));
    expect((await compare(notebook(before), notebook(after))).rows).toEqual([{ kind: 'same', first: 1, last: 4 }]);
  });

  it('shows added, removed and moved cells', async () => {
    const [a, b, c, d] = before as [Cell, Cell, Cell, Cell];
    const added = await compare(notebook(before), notebook([...before, code('e', 'assert z')]));
    expect(added.rows.at(-1)).toMatchObject({ kind: 'added', numbers: [5] });
    const removed = await compare(notebook(before), notebook([a, b, d]));
    expect(removed.rows).toContainEqual(expect.objectContaining({ kind: 'removed', numbers: [3] }));
    const moved = await compare(notebook(before), notebook([d, a, b, c]));
    expect(moved.rows).toContainEqual(expect.objectContaining({ kind: 'moved', numbers: [1] }));
  });

  it('compares as if outputs were cleared when they are not published', async () => {
    const cleared = before.map(cell => (cell.outputs ? { ...cell, outputs: [], execution_count: null } : cell));
    const { rows } = await compare(notebook(cleared), notebook(before), false);
    expect(rows.map(row => row.kind)).toEqual(['same']);
  });

  it('mentions other settings of the notebook', async () => {
    const kernelspec = { name: 'ir', display_name: 'R', language: 'R' };
    expect((await compare(notebook(before), notebook(before, { kernelspec }))).hasOtherMetadata).toBe(true);
  });

  it('says when a side cannot be read', async () => {
    expect(await compareNotebooks('<<<<<<<', notebook(before), true)).toEqual({ kind: 'unseen', why: 'unreadable' });
  });
});
