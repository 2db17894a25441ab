// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { aDigest } from '@jupyter-atrium/api/testing';
import { nullTranslator } from '@jupyterlab/translation';
import { changeWords, changesWords } from './changes-words';
import type { Comparison } from './comparison';
import type { FileChange } from './file-change';

const trans = nullTranslator.load('jupyter_atrium');

const change = (kind: FileChange['kind'], path: string): FileChange => {
  const entry = { path, digest: aDigest('1'), size: 1_200_000, mediaType: 'text/plain' };
  return { kind, path, before: kind === 'added' ? null : entry, after: kind === 'removed' ? null : entry };
};

const compared = (edited: number, run: number): Comparison => ({
  of: 'a>b',
  body: { kind: 'notebook', rows: [], edited, run, hasOtherMetadata: false }
});

describe('changesWords', () => {
  const changes = [change('changed', 'a.ipynb'), change('changed', 'b.ipynb'), change('added', 'data.csv')];

  it('sums up notebooks, cells and files', () => {
    const comparisons = new Map([
      ['a.ipynb', compared(3, 0)],
      ['b.ipynb', compared(1, 2)]
    ]);
    expect(changesWords(changes, comparisons, trans)).toBe('2 notebooks, 4 cells, 2 cells run again; 1 file added.');
  });

  it('gives no sum of cells before all notebooks are compared', () => {
    expect(changesWords(changes, new Map([['a.ipynb', compared(3, 0)]]), trans)).toBe('2 notebooks; 1 file added.');
  });
});

describe('changeWords', () => {
  it.each([
    ['added' as const, undefined, 'added, 1.2 MB'],
    ['removed' as const, undefined, 'removed'],
    ['changed' as const, undefined, 'changed'],
    ['changed' as const, compared(0, 0), 'no cell differs']
  ])('says what happened to a file', (kind, comparison, words) => {
    expect(changeWords(change(kind, 'x.ipynb'), comparison, trans)).toBe(words);
  });
});
