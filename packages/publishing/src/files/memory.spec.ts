// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { StateDB } from '@jupyterlab/statedb';
import type { Choices } from '../model/ports';
import { Memory } from './memory';

const choices: Choices = {
  withOutputs: true,
  leaveOut: ['a'],
  answers: [],
  card: { title: 'T' },
  cover: { kind: 'none' },
  audience: null,
  readers: null,
  isNewWork: false
};

const settings = (composite: object): { set: jest.Mock; settings: ISettingRegistry.ISettings } => {
  const set = jest.fn(async () => undefined);
  return { set, settings: { composite, set } as unknown as ISettingRegistry.ISettings };
};

describe('Memory', () => {
  it('keeps choices by source', async () => {
    const memory = new Memory(new StateDB(), null);
    await memory.keep('a', choices);
    expect(await memory.choices('a')).toEqual(choices);
    expect(await memory.choices('b')).toBeNull();
  });

  it('remembers nothing where nothing can be kept', async () => {
    const memory = new Memory(null, null);
    await memory.keep('a', choices);
    expect(await memory.choices('a')).toBeNull();
    expect(await memory.lastUsed()).toEqual({ authors: [], audience: 'hub', withOutputs: false });
  });

  it('tells a licence never chosen from none', async () => {
    const never = new Memory(null, settings({ licence: '' }).settings);
    expect(await never.lastUsed()).not.toHaveProperty('licence');
    const none = new Memory(null, settings({ licence: 'none', includeOutputs: true }).settings);
    expect(await none.lastUsed()).toMatchObject({ licence: null, withOutputs: true });
  });

  it('proposes next time what was used', async () => {
    const { set, settings: held } = settings({});
    await new Memory(null, held).use({ licence: null, authors: [], audience: 'network', withOutputs: true });
    expect(set.mock.calls).toEqual([
      ['licence', 'none'],
      ['authors', []],
      ['audience', 'network'],
      ['includeOutputs', true]
    ]);
  });
});
