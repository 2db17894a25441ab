// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { diffLines } from '@jupyter-atrium/notebooks';
import { foldLines } from './hunks';

const numbered = (count: number): string => Array.from({ length: count }, (_, at) => `line ${at}`).join('\n');

describe('foldLines', () => {
  it('shows three lines around a change and folds the others', () => {
    const hunks = foldLines(diffLines(numbered(20), numbered(20).replace('line 10', 'other')));
    expect(hunks.map(hunk => [hunk.kind, hunk.lines.length])).toEqual([
      ['same', 7],
      ['lines', 8],
      ['same', 6]
    ]);
  });

  it('does not fold a single line', () => {
    const hunks = foldLines(diffLines(numbered(5), numbered(5).replace('line 4', 'other')));
    expect(hunks.every(hunk => hunk.kind === 'lines')).toBe(true);
  });
});
