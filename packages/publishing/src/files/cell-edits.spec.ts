// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type CellContent, cellEdits, placesOf } from './cell-edits';

const cell = (id: string, source: string | string[], text?: string): CellContent => ({
  id,
  cell_type: 'code',
  source,
  execution_count: null,
  outputs: text === undefined ? [] : [{ output_type: 'stream', name: 'stdout', text }]
});

describe('cellEdits', () => {
  const before = { cells: [cell('a', 'x'), cell('b', 'y', 'secret')] };

  it('lists only the cells that differ', () => {
    const after = { cells: [cell('a', 'x'), cell('b', 'y', 'REDACTED')] };
    expect(cellEdits(before, after)?.map(edit => edit.index)).toEqual([1]);
  });

  it('takes split and joined lines for the same', () => {
    const after = {
      cells: [
        cell('a', ['x']),
        { ...cell('b', 'y'), outputs: [{ output_type: 'stream', name: 'stdout', text: ['sec', 'ret'] }] }
      ]
    };
    expect(cellEdits(before, after)).toEqual([]);
  });

  it('is no matter of single cells when cells come or go', () => {
    expect(cellEdits(before, { cells: [cell('a', 'x')] })).toBeNull();
  });
});

describe('placesOf', () => {
  const edits = [{ index: 1, before: cell('b', 'y'), after: cell('b', 'z') }];

  it('finds a cell by its id after others were put before it', () => {
    expect(placesOf(edits, [cell('new', ''), cell('a', 'x'), cell('b', 'y')])).toEqual([2]);
  });

  it('finds nothing when the cell was edited since', () => {
    expect(placesOf(edits, [cell('a', 'x'), cell('b', 'other')])).toBeNull();
    expect(placesOf(edits, [cell('a', 'x')])).toBeNull();
  });
});
