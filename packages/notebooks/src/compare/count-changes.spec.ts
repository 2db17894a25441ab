// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { countChanges } from './count-changes.ts';

describe('countChanges', () => {
  it('counts files by digest, and the cells of changed notebooks', () => {
    const before = new Map([
      ['a.ipynb', '1'],
      ['b.ipynb', '2'],
      ['gone.csv', '3'],
      ['same.py', '4']
    ]);
    const after = new Map([
      ['a.ipynb', '5'],
      ['b.ipynb', '6'],
      ['new.csv', '7'],
      ['same.py', '4']
    ]);
    const cells = new Map([
      ['a.ipynb', { added: 1, removed: 0, changed: 2, run: 9 }],
      ['b.ipynb', { added: 0, removed: 3, changed: 1, run: 0 }]
    ]);

    expect(countChanges(before, after, cells)).toEqual({
      files: { added: 1, removed: 1, changed: 2 },
      notebooks: 2,
      cells: { added: 1, removed: 3, changed: 3 }
    });
  });
});
