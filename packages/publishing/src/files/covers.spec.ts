// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Figure } from '@jupyter-atrium/api';
import { FakeDocuments, aPage, aReleaseWithFiles, aScan, trans } from '../../test/fakes';
import type { Client } from '../model/refusal';
import { Covers } from './covers';

const figure: Figure = { path: 'lab.ipynb', cell: 1, output: 0, mediaType: 'image/png', bytes: 3 };

class Notebooks extends FakeDocuments {
  reads: string[] = [];

  override async read(path: string): Promise<string> {
    this.reads.push(path);
    return JSON.stringify({ cells: [{}, { outputs: [{ data: { 'image/png': ['AQ', 'ID\n'] } }] }] });
  }
}

const setUp = (): { covers: Covers; documents: Notebooks; made: Blob[]; revoked: string[] } => {
  const documents = new Notebooks();
  const made: Blob[] = [];
  const revoked: string[] = [];
  Object.assign(URL, {
    createObjectURL: (blob: Blob) => `blob:${made.push(blob)}`,
    revokeObjectURL: (address: string) => revoked.push(address)
  });
  const covers = new Covers({
    client: { getCover: async () => new Uint8Array([7, 8]) } as unknown as Client,
    documents,
    place: () => ({ scan: aScan(), source: 'work' }),
    trans
  });
  return { covers, documents, made, revoked };
};

describe('Covers', () => {
  it('reads a notebook once for all its figures', async () => {
    const { covers, documents, made } = setUp();
    expect(await covers.figure(figure)).toBe('blob:1');
    expect(await covers.figure(figure)).toBe('blob:1');
    await covers.figure({ ...figure, mediaType: 'image/png', bytes: 4 });
    expect(documents.reads).toEqual(['work/lab.ipynb']);
    expect(made[0]).toMatchObject({ size: 3, type: 'image/png' });
  });

  it('reads anew after it was told to forget', async () => {
    const { covers, documents, revoked } = setUp();
    await covers.figure(figure);
    covers.forget();
    await covers.figure(figure);
    expect(revoked).toEqual(['blob:1']);
    expect(documents.reads).toHaveLength(2);
  });

  it('says when a figure is gone', async () => {
    const { covers } = setUp();
    await expect(covers.figure({ ...figure, cell: 5 })).rejects.toThrow('The figure of cell 6 is no longer there.');
  });

  it('shows the cover of the release before', async () => {
    const { covers, made } = setUp();
    await covers.before({ page: aPage(), release: aReleaseWithFiles() });
    expect(made[0]).toMatchObject({ size: 2 });
  });
});
