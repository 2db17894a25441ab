// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { CommandIDs, IAtrium, IAtriumPanel, IWorkspace } from '@jupyter-atrium/connection';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { cite } from '../commands/cite';
import { copyLink } from '../commands/copy-link';
import { LocalCommandIDs } from '../commands/ids';
import { openCopy } from '../commands/open-copy';
import { openWorkByLink } from '../commands/open-work-by-link';
import { searchWorks } from '../commands/search-works';
import { showGallery } from '../commands/show-gallery';
import { showMine } from '../commands/show-mine';
import { IGallery } from '../tokens';

const COMMANDS = {
  [CommandIDs.showGallery]: showGallery,
  [LocalCommandIDs.searchWorks]: searchWorks,
  [CommandIDs.showMine]: showMine,
  [LocalCommandIDs.openWorkByLink]: openWorkByLink,
  [CommandIDs.openCopy]: openCopy,
  [LocalCommandIDs.copyLink]: copyLink,
  [LocalCommandIDs.cite]: cite
};

/**
 * Adds the gallery's commands, and those a person looks for to the palette.
 */
export const commands: JupyterFrontEndPlugin<void> = {
  id: '@jupyter-atrium/gallery:commands',
  description: 'Adds the gallery’s commands.',
  autoStart: true,
  requires: [IAtrium, IAtriumPanel, IGallery, IWorkspace],
  optional: [ICommandPalette, IDefaultFileBrowser, IDocumentManager, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    atrium: IAtrium,
    panel: IAtriumPanel,
    shared: IGallery,
    workspace: IWorkspace,
    palette: ICommandPalette | null,
    fileBrowser: IDefaultFileBrowser | null,
    docManager: IDocumentManager | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_atrium');
    const options = { app, atrium, shared, workspace, panel, fileBrowser, docManager, trans };
    for (const [command, make] of Object.entries(COMMANDS)) {
      app.commands.addCommand(command, make(options));
      palette?.addItem({ command, category: trans.__('Atrium') });
    }
    const notify = (): void => Object.keys(COMMANDS).forEach(command => app.commands.notifyCommandChanged(command));
    atrium.changed.connect(notify);
    app.shell.currentChanged?.connect(notify);
  }
};
