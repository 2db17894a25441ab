// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { compareFile } from './compare-file';
import type { FileChange } from './file-change';

const NOTEBOOK = JSON.stringify({
  cells: [{ cell_type: 'markdown', id: 'a', metadata: {}, source: 'Words' }],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5
});

const entry = (path: string, digest: string) => ({ path, digest, size: 10, mediaType: 'text/plain' });

describe('compareFile', () => {
  it('shows a notebook that was added as cells that were added, and reads only the side that is there', async () => {
    const added: FileChange = { kind: 'added', path: 'a.ipynb', before: null, after: entry('a.ipynb', '2') };
    const read = jest.fn(async () => NOTEBOOK);
    const { of, body } = await compareFile(added, read, true);
    expect(of).toBe('>2');
    expect(body).toMatchObject({ kind: 'notebook', rows: [{ kind: 'added', numbers: [1] }] });
    expect(read.mock.calls).toEqual([['after']]);
  });

  it('says that a file cannot be compared when it cannot be read', async () => {
    const change: FileChange = {
      kind: 'changed',
      path: 'a.txt',
      before: entry('a.txt', '1'),
      after: entry('a.txt', '2')
    };
    const { body } = await compareFile(change, () => Promise.reject(new Error('gone')), true);
    expect(body).toEqual({ kind: 'unseen', why: 'unreadable' });
  });
});
