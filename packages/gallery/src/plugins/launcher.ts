// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { CommandIDs } from '@jupyter-atrium/connection';
import { ILauncher } from '@jupyterlab/launcher';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

/**
 * Adds one card to the launcher, which opens the panel.
 */
export const launcher: JupyterFrontEndPlugin<void> = {
  id: '@jupyter-atrium/gallery:launcher',
  description: 'Adds a card to the launcher.',
  autoStart: true,
  optional: [ILauncher, ITranslator],
  activate: (_app: JupyterFrontEnd, launcher: ILauncher | null, translator: ITranslator | null): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_atrium');
    launcher?.add({
      command: CommandIDs.showGallery,
      args: { isLauncher: true },
      category: trans.__('Other'),
      rank: 10
    });
  }
};
