// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { aNotebook, code, markdown, stream, withoutIds } from '../../test/a-notebook.ts';
import { canonicalForm } from '../canonical/canonical.ts';
import type { Cell, Notebook } from '../notebook/notebook.ts';
import { type NotebookDiff, diffNotebooks } from './diff-notebooks.ts';

const LONG = 'depth = pressure * FACTOR\nfit = np.polyfit(time, depth, 1)\nplot_fit(time, depth, fit)\nprint(fit)';

function diff(before: Notebook, after: Notebook): NotebookDiff {
  return diffNotebooks(canonicalForm(before), canonicalForm(after));
}

/** Rows as words: `same 0 0`, `removed 1 -`, `changed 2 3 source outputs`. */
function rows({ cells }: NotebookDiff): string[] {
  return cells.map(({ state, before, after, isMoved, parts }) =>
    [state, before.join('+') || '-', after.join('+') || '-', ...(isMoved ? ['moved'] : []), ...parts].join(' ')
  );
}

function compare(before: Cell[], after: Cell[]): string[] {
  return rows(diff(withoutIds(aNotebook(before)), withoutIds(aNotebook(after))));
}

describe('diffNotebooks', () => {
  it('finds nothing between a notebook and itself', () => {
    const result = diff(aNotebook([markdown('# A'), code('x')]), aNotebook([markdown('# A'), code('x')]));

    expect(rows(result)).toEqual(['same 0 0', 'same 1 1']);
    expect(result.counts).toEqual({ added: 0, removed: 0, changed: 0, run: 0 });
  });

  it('shows added and removed cells where they stand', () => {
    expect(
      compare([markdown('# A'), code('old = 1'), markdown('# B')], [markdown('# A'), markdown('# B'), code('fresh()')])
    ).toEqual(['same 0 0', 'removed 1 -', 'same 2 1', 'added - 2']);
  });

  it('shows a cell removed at the top before all others', () => {
    expect(compare([code('old = 1'), markdown('# B')], [markdown('# B')])).toEqual(['removed 0 -', 'same 1 0']);
  });

  it('names what changed in a cell', () => {
    const before = code('x = compute(1)', { id: 'a', outputs: [stream('1')], execution_count: 1 });
    const after = code('x = compute(2)', {
      id: 'a',
      outputs: [stream('2')],
      execution_count: 2,
      metadata: { tags: ['t'] }
    });

    expect(rows(diff(aNotebook([before]), aNotebook([after])))).toEqual(['changed 0 0 source metadata outputs']);
  });

  it('calls a cell run, not changed, if only its outputs differ', () => {
    const cell = (count: number): Cell => code('x', { outputs: [stream('1')], execution_count: count });

    expect(diff(aNotebook([cell(1)]), aNotebook([cell(2)])).counts).toEqual({
      added: 0,
      removed: 0,
      changed: 0,
      run: 1
    });
  });

  it('names a change of type and of attachments', () => {
    const cell = markdown('plain words', { id: 'a' });

    expect(rows(diff(aNotebook([cell]), aNotebook([{ ...cell, cell_type: 'raw' }])))).toEqual(['changed 0 0 type']);
    expect(
      rows(diff(aNotebook([cell]), aNotebook([{ ...cell, attachments: { a: { 'image/png': 'aGk=' } } }])))
    ).toEqual(['changed 0 0 attachments']);
  });

  it('marks a cell that moved and counts it as changed', () => {
    const result = diff(
      aNotebook([code(LONG, { id: 'a' }), markdown('# A', { id: 'b' }), markdown('# B', { id: 'c' })]),
      aNotebook([markdown('# A', { id: 'b' }), markdown('# B', { id: 'c' }), code(LONG, { id: 'a' })])
    );

    expect(rows(result)).toEqual(['same 1 0', 'same 2 1', 'same 0 2 moved']);
    expect(result.counts.changed).toBe(1);
  });

  it('shows a split cell as one change', () => {
    const pieces = LONG.split('\n');

    expect(compare([code(LONG)], [code(pieces.slice(0, 2).join('\n')), code(pieces.slice(2).join('\n'))])).toEqual([
      'changed 0 0+1 source'
    ]);
  });

  it('names the keys of the notebook’s metadata that differ', () => {
    const result = diff(aNotebook([], { title: 'a', x: 1 }), aNotebook([], { title: 'b', x: 1, y: 2 }));

    expect(result.metadata).toEqual(['title', 'y']);
  });

  it('places every cell of both sides exactly once', () => {
    const before = ['# A', LONG, 'x = 1', '', 'plt.show()', 'plt.show()'].map(source => code(source));
    const after = ['plt.show()', '# A', '', 'x = 2', `${LONG}\nmore()`, 'plt.show()', 'y'].map(source => code(source));
    const { cells } = diff(withoutIds(aNotebook(before)), withoutIds(aNotebook(after)));

    expect(cells.flatMap(cell => cell.before).sort()).toEqual([...before.keys()]);
    expect(cells.flatMap(cell => cell.after)).toEqual([...after.keys()]);
  });
});
