// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileEntry } from '@jupyter-atrium/api';
import { fileChanges } from './file-change';

describe('fileChanges', () => {
  const entry = (path: string, digest: string): FileEntry => ({ path, digest, size: 1, mediaType: 'text/plain' });

  it('lists changed notebooks, other changes, additions and removals, in this order', () => {
    const before = [entry('a.txt', '1'), entry('b.ipynb', '1'), entry('gone.txt', '1'), entry('same.txt', '1')];
    const after = [entry('a.txt', '2'), entry('b.ipynb', '2'), entry('new.txt', '1'), entry('same.txt', '1')];
    expect(fileChanges(before, after).map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'changed b.ipynb',
      'changed a.txt',
      'added new.txt',
      'removed gone.txt'
    ]);
  });
});
