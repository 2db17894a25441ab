// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACopy, lab } from '../../test/a-copy';
import { findSource } from '../files/source';
import { pendingOf } from './pending-of';

let copy: ACopy;
afterEach(() => copy.clean());

/** A copy in which an update left one cell to decide. */
async function undecided(): Promise<void> {
  copy = await ACopy.of({ 'week1/lab.ipynb': lab(['x = 1']) });
  copy.write({ 'week1/lab.ipynb': lab(['x = 2']) });
  await copy.updateTo('2.0.0', { 'week1/lab.ipynb': lab(['x = 3']) });
}

const pendingIn = (path: string): string[] =>
  pendingOf(findSource(join(copy.folder, path), path)).map(pending => pending.path);

describe('pendingOf', () => {
  it('lists what is to decide, with paths as they would be published', async () => {
    await undecided();

    expect(pendingIn('')).toEqual(['week1/lab.ipynb']);
    expect(pendingIn('week1')).toEqual(['lab.ipynb']);
    expect(pendingIn('week1/lab.ipynb')).toEqual(['lab.ipynb']);
  });

  it('lists nothing of other folders', async () => {
    await undecided();
    mkdirSync(join(copy.folder, 'own'));

    expect(pendingIn('own')).toEqual([]);
  });

  it('does not keep anybody from publishing where the record is damaged', async () => {
    await undecided();
    writeFileSync(join(copy.folder, '.atrium/pending.json'), '{');

    expect(pendingIn('')).toEqual([]);
  });
});
