// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { LocalCommandIDs } from '../commands/ids';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- the palette shows the command from the start.
import { openInBrowser } from '../commands/open-in-browser';
import { IAtrium } from '../tokens';

/**
 * Adds the commands that need nothing but the connection.
 */
export const commands: JupyterFrontEndPlugin<void> = {
  id: '@jupyter-atrium/connection:commands',
  description: 'Adds the commands that need nothing but the connection.',
  autoStart: true,
  requires: [IAtrium],
  optional: [ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    atrium: IAtrium,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_atrium');
    const command = LocalCommandIDs.openInBrowser;
    app.commands.addCommand(command, openInBrowser({ atrium, commands: app.commands, trans }));
    palette?.addItem({ command, category: trans.__('Atrium') });
    atrium.changed.connect(() => app.commands.notifyCommandChanged(command));
  }
};
