// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { aDigest } from '@jupyter-atrium/api/testing';
import { fileName, treeOf } from './tree';

describe('treeOf', () => {
  it('puts files into folders, in order of names and numbers, with sizes', () => {
    const entries = ['week10/a.ipynb', 'week2/b.ipynb', 'README.md'].map(path => ({
      path,
      digest: aDigest(),
      size: 10,
      mediaType: 'text/plain'
    }));

    const root = treeOf(entries);

    expect(root.folders.map(folder => [folder.name, folder.path, folder.bytes])).toEqual([
      ['week2', 'week2', 10],
      ['week10', 'week10', 10]
    ]);
    expect([root.files.map(file => fileName(file.path)), root.bytes]).toEqual([['README.md'], 30]);
  });
});
