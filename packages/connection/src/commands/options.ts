// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { IAtrium } from '../tokens';

/** What a command of this package may use. */
export interface ICommandOptions {
  atrium: IAtrium;
  commands: CommandRegistry;
  trans: TranslationBundle;
}
