// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileChange } from '@jupyter-atrium/connection';
import { aDigest } from '@jupyter-atrium/api/testing';
import { FakeDocuments, aPage, aReleaseWithFiles, aScan } from '../../test/fakes';
import type { Client } from '../model/refusal';
import { Comparer } from './comparer';

const before = { page: aPage(), release: aReleaseWithFiles() };

const change = (path: string, mediaType: string, size = 10): FileChange => ({
  kind: 'changed',
  path,
  before: { path, digest: aDigest('1'), size, mediaType },
  after: { path, digest: aDigest('2'), size, mediaType }
});

class Files extends FakeDocuments {
  override async read(path: string): Promise<string> {
    return path === 'glacier-melt/notes.txt' ? 'one\ntwo' : '{}';
  }
}

const comparer = (): Comparer =>
  new Comparer({
    client: { getFile: async () => new TextEncoder().encode('one\n2') } as unknown as Client,
    documents: new Files(),
    place: () => ({ scan: aScan(), source: 'glacier-melt' })
  });

describe('Comparer', () => {
  it('compares texts of the release and on disk by line', async () => {
    const { of, body } = await comparer().compare(change('notes.txt', 'text/plain'), before, true);
    expect(of).toBe(`${aDigest('1')}>${aDigest('2')}`);
    expect(body).toMatchObject({
      kind: 'text',
      lines: [
        { state: 'same', text: 'one' },
        { state: 'removed', text: '2' },
        { state: 'added', text: 'two' }
      ]
    });
  });

  it('shows an added text as added, and asks the hub for nothing', async () => {
    const added: FileChange = { ...change('notes.txt', 'text/plain'), kind: 'added', before: null };
    const { body } = await comparer().compare(added, before, true);
    expect(body.kind === 'text' && body.lines.every(line => line.state === 'added')).toBe(true);
  });

  it.each([
    ['picture.png', 'image/png', 10, 'binary'],
    ['data.csv', 'text/csv', 2_000_000, 'too-large'],
    ['lab.ipynb', 'application/x-ipynb+json', 10, 'unreadable']
  ])('does not show %s', async (path, mediaType, size, why) => {
    const { body } = await comparer().compare(change(path, mediaType, size), before, true);
    expect(body).toEqual({ kind: 'unseen', why });
  });
});
