// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { findConflict } from '@jupyter-atrium/notebooks';
import { aConflict } from '../../test/update-fakes';
import { placeQuestion } from './place-question';

const cells = (...sources: string[]): { id: string; source: string }[] =>
  sources.map((source, index) => ({ id: `c${index}`, source }));

describe('placeQuestion', () => {
  it('shows a question below its cell, wherever that is now, and says it of what the cell holds now', () => {
    const question = aConflict({ place: { id: 'c2', index: 0, count: 1 } });

    const { spot, conflict } = placeQuestion(cells('a', 'b', 'fit(t, 3)'), question, findConflict);

    expect(spot).toBe(2);
    expect(conflict).toMatchObject({ place: { id: 'c2', index: 2, count: 1 }, mine: { source: 'fit(t, 3)' } });
  });

  it('shows what concerns several cells below the last of them', () => {
    const piece = (source: string): { cell_type: string; source: string } => ({ cell_type: 'code', source });
    const mine = { ...piece('a\nb'), pieces: [piece('a'), piece('b')] };
    const question = aConflict({ mine, place: { id: 'c1', index: 1, count: 2 } });

    expect(placeQuestion(cells('x', 'a', 'b', 'y'), question, findConflict).spot).toBe(2);
  });

  it.each([
    [0, null],
    [2, 1]
  ])('shows a question about a deleted cell where it stood: %d', (index, spot) => {
    const question = aConflict({ why: 'mine-deleted', mine: null, place: { id: null, index, count: 0 } });

    expect(placeQuestion(cells('a', 'b', 'c'), question, findConflict).spot).toBe(spot);
  });

  it.each([
    ['whose cell is gone', aConflict({ place: null })],
    [
      'about the language',
      { id: 'k', kind: 'kernel' as const, path: 'lab03.ipynb', base: null, mine: null, theirs: null }
    ]
  ])('shows above the first cell a question %s', (_, question) => {
    expect(placeQuestion(cells('a', 'b'), question, findConflict)).toEqual({ spot: null, conflict: question });
  });
});
