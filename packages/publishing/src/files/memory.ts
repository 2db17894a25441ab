// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Audience, Author } from '@jupyter-atrium/api';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IStateDB } from '@jupyterlab/statedb';
import type { Choices, IMemory, LastUsed } from '../model/ports';

const CHOICES = '@jupyter-atrium/publishing:choices/';

/** Value of the setting `licence` for "all rights reserved". */
const NO_LICENCE = 'none';

/** Remembers choices: of one source in the workspace's state, of the last work in the person's settings. */
export class Memory implements IMemory {
  private readonly _state: IStateDB | null;
  private readonly _settings: ISettingRegistry.ISettings | null;

  constructor(state: IStateDB | null, settings: ISettingRegistry.ISettings | null) {
    this._state = state;
    this._settings = settings;
  }

  async choices(source: string): Promise<Choices | null> {
    return ((await this._state?.fetch(CHOICES + source)) as Choices | undefined) ?? null;
  }

  async keep(source: string, choices: Choices): Promise<void> {
    await this._state?.save(CHOICES + source, choices);
  }

  async lastUsed(): Promise<LastUsed> {
    const { licence, authors, audience, includeOutputs } = this._settings?.composite ?? {};
    return {
      ...(typeof licence === 'string' && licence !== '' ? { licence: licence === NO_LICENCE ? null : licence } : {}),
      authors: Array.isArray(authors) ? (authors as Author[]) : [],
      audience: typeof audience === 'string' ? (audience as Audience) : 'hub',
      withOutputs: includeOutputs === true
    };
  }

  async use({ licence, authors, audience, withOutputs }: LastUsed): Promise<void> {
    await this._settings?.set('licence', licence ?? NO_LICENCE);
    await this._settings?.set('authors', [...authors]);
    await this._settings?.set('audience', audience);
    await this._settings?.set('includeOutputs', withOutputs);
  }
}
