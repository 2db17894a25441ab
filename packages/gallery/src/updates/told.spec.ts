// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IStateDB } from '@jupyterlab/statedb';
import { aDigest, aNewest, aWork } from '@jupyter-atrium/api/testing';
import type { Copy } from '../mine/model';
import { ToldUpdates } from './told';

function aCopy(manifest: string): Copy {
  const { url: work } = aWork();
  const local = {
    copy: 'c',
    folder: 'f',
    work,
    title: 't',
    label: '1.0.0',
    manifest: aDigest('0'),
    toDecide: 0,
    openedAt: 1
  };
  return { local, newest: aNewest({ manifest }) };
}

/** Keeps what is saved, as a page that is loaded again finds it. */
function aState(): IStateDB {
  const kept = new Map<string, unknown>();
  return {
    fetch: async (key: string) => kept.get(key),
    save: async (key: string, value: unknown) => void kept.set(key, value)
  } as unknown as IStateDB;
}

describe('ToldUpdates', () => {
  it('tells of a release once, also after the page was loaded again', async () => {
    const state = aState();
    const told = new ToldUpdates(state);
    const copy = aCopy(aDigest('1'));

    const lengths = [await told.take([copy]), await told.take([copy]), await new ToldUpdates(state).take([copy])];

    expect(lengths.map(each => each.length)).toEqual([1, 0, 0]);
  });

  it('tells of the next release', async () => {
    const told = new ToldUpdates(null);
    await told.take([aCopy(aDigest('1'))]);

    expect(await told.take([aCopy(aDigest('2'))])).toHaveLength(1);
  });
});
