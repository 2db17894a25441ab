// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { PendingCellConflict } from '@jupyter-atrium/api';
import { mergeOf, sourcesOf } from '../../test/a-merge';
import { aNotebook, code, markdown, stream, withoutIds } from '../../test/a-notebook';
import type { Notebook } from '../notebook/notebook';
import { resolveConflict } from './resolve';

const nb = (...sources: string[]): Notebook =>
  aNotebook([markdown('# A'), ...sources.map(source => code(source)), markdown('end')]);

function conflictOf(base: Notebook, mine: Notebook, theirs: Notebook): PendingCellConflict {
  const [pending] = mergeOf(base, mine, theirs).pending;
  if (pending?.kind !== 'cell') {
    throw new Error('no conflict');
  }
  return pending;
}

describe('resolveConflict', () => {
  const mine = aNotebook([
    markdown('# A'),
    code('x = 1', { metadata: { nbgrader: { grade_id: 'q1' } } }),
    markdown('end')
  ]);
  const base = aNotebook([
    markdown('# A'),
    code('x = 0', { metadata: { nbgrader: { grade_id: 'q1' } } }),
    markdown('end')
  ]);
  const theirs = aNotebook([
    markdown('# A'),
    code('x = 2', { metadata: { nbgrader: { grade_id: 'q1' } }, outputs: [stream('2')], execution_count: 4 }),
    markdown('end')
  ]);
  const conflict = conflictOf(base, mine, theirs);

  it('takes theirs with its outputs, under mine’s id', () => {
    const { notebook, origins } = resolveConflict(mine, conflict, 'theirs');
    expect(notebook.cells[1]).toEqual({ ...theirs.cells[1], id: 'c1' });
    expect(origins).toEqual([0, 1, 2]);
  });

  it('puts theirs below mine for both, without outputs and other tools’ records', () => {
    const { notebook, origins } = resolveConflict(mine, conflict, 'both');
    expect(sourcesOf(notebook)).toEqual(['# A', 'x = 1', 'x = 2', 'end']);
    expect(notebook.cells[2]).toMatchObject({ metadata: {}, outputs: [], execution_count: null });
    expect(new Set(notebook.cells.map(({ id }) => id)).size).toBe(4);
    expect(origins).toEqual([0, 1, null, 2]);
  });

  it('changes nothing for mine', () => {
    expect(resolveConflict(mine, conflict, 'mine').notebook).toBe(mine);
  });

  it('finds the cell where it is now, edited or not', () => {
    const later = aNotebook([markdown('new', { id: 'n' }), ...mine.cells.with(1, code('x = 111', { id: 'c1' }))]);
    expect(sourcesOf(resolveConflict(later, conflict, 'theirs').notebook)).toEqual(['new', '# A', 'x = 2', 'end']);
  });

  it('replaces nothing if the cell is gone', () => {
    const later = withoutIds(aNotebook([markdown('# A'), code('something else'), markdown('end')]));
    const { notebook, isFound } = resolveConflict(later, conflict, 'theirs');
    expect(isFound).toBe(false);
    expect(sourcesOf(notebook)).toEqual(['# A', 'x = 2', 'something else', 'end']);
  });

  it('removes what theirs deleted, and brings back what mine deleted, in its place', () => {
    const [one, two] = [nb('a = 1', 'b = 2'), nb('a = 1', 'b = 3')];
    const shorter = aNotebook([markdown('# A'), code('a = 1'), markdown('end', { id: 'c3' })]);
    const deleted = conflictOf(one, two, shorter);
    expect(sourcesOf(resolveConflict(two, deleted, 'theirs').notebook)).toEqual(['# A', 'a = 1', 'end']);
    const missing = conflictOf(one, shorter, two);
    expect(sourcesOf(resolveConflict(shorter, missing, 'theirs').notebook)).toEqual(['# A', 'a = 1', 'b = 3', 'end']);
  });

  it('replaces mine’s cell by theirs’ pieces if both regrouped', () => {
    const lines = Array.from({ length: 9 }, (_, index) => `step_number_${index} = compute(${index})`);
    const cut = (...at: number[]): Notebook => {
      const bounds = [0, ...at, 9];
      const pieces = at.concat(9).map((end, index) => lines.slice(bounds[index], end).join('\n'));
      return aNotebook([
        markdown('# A'),
        ...pieces.map((piece, index) => code(piece, { id: `p${at.join('')}${index}` })),
        markdown('end', { id: 'e' })
      ]);
    };
    const [whole, own, other] = [cut(), cut(3), cut(6)];
    const both = conflictOf(whole, own, other);
    expect(both).toMatchObject({ why: 'both-regrouped', place: { index: 1, count: 2 } });
    expect(sourcesOf(resolveConflict(own, both, 'theirs').notebook)).toEqual(sourcesOf(other));
  });
});
