// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IRouter } from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { ADDRESS_PATTERN } from '../address';
import { followAddress } from '../commands/follow-address';
import { LocalCommandIDs } from '../commands/ids';
import { IAtrium } from '../tokens';

/**
 * Opens the work that the browser's address names.
 */
export const router: JupyterFrontEndPlugin<void> = {
  id: '@jupyter-atrium/connection:router',
  description: 'Opens the work that the browser’s address names.',
  autoStart: true,
  requires: [IAtrium, IRouter],
  optional: [ITranslator],
  activate: (app: JupyterFrontEnd, atrium: IAtrium, router: IRouter, translator: ITranslator | null): void => {
    const { commands, restored } = app;
    const trans = (translator ?? nullTranslator).load('jupyter_atrium');
    commands.addCommand(LocalCommandIDs.followAddress, followAddress({ atrium, commands, trans }, router, restored));
    router.register({ command: LocalCommandIDs.followAddress, pattern: ADDRESS_PATTERN });
  }
};
