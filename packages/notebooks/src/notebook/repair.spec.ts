// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fc from 'fast-check';
import { aNotebook, code, markdown, readValue } from '../../test/a-notebook.ts';
import { notebook } from '../../test/arbitraries.ts';
import { addIds, repairNotebook } from './repair.ts';
import { validateNotebook } from './validate.ts';

describe('repairNotebook', () => {
  it('adds missing metadata, outputs and counts', () => {
    const broken = readValue({ nbformat: 4, nbformat_minor: 4, cells: [{ cell_type: 'code', source: 'x' }] });
    const { notebook: repaired, repairs } = repairNotebook(broken);

    expect(validateNotebook(repaired)).toEqual([]);
    expect(repairs.map(repair => [repair.cell, repair.kind, repair.key])).toEqual([
      [null, 'added', 'metadata'],
      [0, 'added', 'metadata'],
      [0, 'added', 'outputs'],
      [0, 'added', 'execution_count']
    ]);
  });

  it('moves unknown keys into metadata and overwrites nothing there', () => {
    const cell = markdown('x', { metadata: { odd: 1 }, odd: 2, outputs: [] });
    const { notebook: repaired } = repairNotebook(aNotebook([cell]));

    expect(repaired.cells[0]).toEqual({
      cell_type: 'markdown',
      source: 'x',
      id: 'c0',
      metadata: { odd: 1, odd_: 2, outputs: [] }
    });
  });

  it('lets the first of two equal ids keep it', () => {
    const { notebook: repaired } = repairNotebook(aNotebook([markdown('a', { id: 'x' }), markdown('b', { id: 'x' })]));

    expect(repaired.cells[0]?.id).toBe('x');
    expect(repaired.cells[1]?.id).toMatch(/^u[0-9a-f]{11}$/);
  });

  it('mints ids that no other cell has, also for equal cells', () => {
    const cells = [markdown('a', { id: '?' }), markdown('a', { id: '' }), markdown('a', { id: 7 })];
    const ids = repairNotebook(aNotebook(cells)).notebook.cells.map(cell => cell.id);

    expect(new Set(ids).size).toBe(3);
  });

  it('takes ids away before 4.5, where the schema forbids them', () => {
    const { notebook: repaired } = repairNotebook({ ...aNotebook([markdown('a')]), nbformat_minor: 4 });

    expect(repaired.cells[0]).not.toHaveProperty('id');
  });

  it('adds what outputs lack', () => {
    const cell = code('x', { outputs: [{ output_type: 'execute_result', data: { 'text/plain': 'x' } }] });
    const { notebook: repaired } = repairNotebook(aNotebook([cell]));

    expect(validateNotebook(repaired)).toEqual([]);
  });

  it('drops repeated and empty tags', () => {
    const { notebook: repaired } = repairNotebook(aNotebook([markdown('a', { metadata: { tags: ['x', '', 'x'] } })]));

    expect(repaired.cells[0]?.metadata).toEqual({ tags: ['x'] });
  });

  it('gives the same notebook back if nothing is wrong', () => {
    const valid = aNotebook([markdown('a'), code('b')]);

    expect(repairNotebook(valid).notebook).toBe(valid);
    expect(addIds(valid)).toBe(valid);
  });

  it('makes every notebook valid that lacks only ids', () => {
    fc.assert(
      fc.property(notebook, original => {
        expect(validateNotebook(repairNotebook(original).notebook)).toEqual([]);
      })
    );
  });

  it('needs no second repair', () => {
    fc.assert(
      fc.property(notebook, original => {
        expect(repairNotebook(repairNotebook(original).notebook).repairs).toEqual([]);
      })
    );
  });
});
