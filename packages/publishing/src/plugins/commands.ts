// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { CommandIDs as SharedIDs, IAtrium } from '@jupyter-atrium/connection';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { changeAudience } from '../commands/change-audience';
import { check } from '../commands/check';
import { CommandIDs } from '../commands/ids';
import { publish } from '../commands/publish';
import { publishUpdate } from '../commands/publish-update';
import { restore } from '../commands/restore';
import { sourceOf } from '../commands/source-of';
import { withdraw } from '../commands/withdraw';
import { IPublishing } from '../tokens';

/**
 * Adds the commands by which people publish.
 */
export const commands: JupyterFrontEndPlugin<void> = {
  id: '@jupyter-atrium/publishing:commands',
  description: 'Adds the commands by which people publish.',
  autoStart: true,
  requires: [IAtrium, IPublishing, IDocumentManager],
  optional: [IFileBrowserFactory, ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    atrium: IAtrium,
    publishing: IPublishing,
    docManager: IDocumentManager,
    browsers: IFileBrowserFactory | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_atrium');
    const surroundings = { shell: app.shell, contents: app.serviceManager.contents, docManager, browsers };
    const options = {
      ...{ atrium, publishing, trans },
      sourceOf: (args: Parameters<typeof sourceOf>[0]) => sourceOf(args, surroundings)
    };
    const table = {
      [SharedIDs.publish]: publish(options),
      [CommandIDs.publishUpdate]: publishUpdate(options),
      [CommandIDs.check]: check(options)
    };
    for (const [command, definition] of Object.entries(table)) {
      app.commands.addCommand(command, definition);
      palette?.addItem({ command, category: trans.__('Atrium') });
    }
    // Of a work that a card or page shows: nobody looks for them in the palette.
    const acts = { app, atrium, trans };
    app.commands.addCommand(SharedIDs.withdraw, withdraw(acts));
    app.commands.addCommand(SharedIDs.restore, restore(acts));
    app.commands.addCommand(SharedIDs.changeAudience, changeAudience(acts));
    // Where there is an Atrium is known only after the start.
    atrium.changed.connect(() => app.commands.notifyCommandChanged(SharedIDs.publish));
  }
};
