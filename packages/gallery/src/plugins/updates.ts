// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ILayoutRestorer } from '@jupyterlab/application';
import { ICommandPalette, type MainAreaWidget, WidgetTracker } from '@jupyterlab/apputils';
import { CommandIDs, IAtrium, IWorkspace } from '@jupyter-atrium/connection';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { IStateDB } from '@jupyterlab/statedb';
import { ITranslator, type TranslationBundle, nullTranslator } from '@jupyterlab/translation';
import { reviewUpdate } from '../commands/review-update';
import type { Copy } from '../mine/model';
import { IGallery } from '../tokens';
import type { ReviewPanel } from '../updates/review-panel';
import { UpdatePoll } from '../updates/poll-updates';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- notebooks get their button as they open.
import { UpdateButtons } from '../updates/update-button';
import { ToldUpdates } from '../updates/told';

/**
 * Finds updates of copies, tells of each once, and shows what it would change.
 */
export const updates: JupyterFrontEndPlugin<void> = {
  id: '@jupyter-atrium/gallery:updates',
  description: 'Finds updates of copies, and shows what they would change.',
  autoStart: true,
  requires: [IAtrium, IWorkspace, IGallery, IDocumentManager],
  optional: [ICommandPalette, IDefaultFileBrowser, ILayoutRestorer, IStateDB, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    atrium: IAtrium,
    workspace: IWorkspace,
    shared: IGallery,
    docManager: IDocumentManager,
    palette: ICommandPalette | null,
    fileBrowser: IDefaultFileBrowser | null,
    restorer: ILayoutRestorer | null,
    state: IStateDB | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_atrium');
    const tracker = new WidgetTracker<MainAreaWidget<ReviewPanel>>({ namespace: 'atrium-review' });
    const show = async (folder: string): Promise<void> => {
      const { Reviews } = await import('../updates/reviews');
      await new Reviews({ app, atrium, workspace, docManager, tracker, trans }).show(folder);
    };
    const current = (): string | null => folderInFront({ app, shared, docManager, fileBrowser });

    const command = CommandIDs.reviewUpdate;
    app.commands.addCommand(command, reviewUpdate({ current, show, trans }));
    palette?.addItem({ command, category: trans.__('Atrium') });
    void restorer?.restore(tracker, {
      command,
      args: review => ({ folder: review.content.model.folder }),
      name: review => review.content.model.folder
    });

    const { contents } = app.serviceManager;
    const review = (folder: string): void => void app.commands.execute(command, { folder });
    app.docRegistry.addWidgetExtension('Notebook', new UpdateButtons({ mine: shared.mine, contents, review, trans }));

    void new UpdatePoll({
      app,
      atrium,
      mine: shared.mine,
      told: new ToldUpdates(state),
      tell: copies => tell(copies, app, trans)
    });
  }
};

/** The folder of the copy around the document in front, else around what is selected in the file browser. */
function folderInFront(options: {
  app: JupyterFrontEnd;
  shared: IGallery;
  docManager: IDocumentManager;
  fileBrowser: IDefaultFileBrowser | null;
}): string | null {
  const { app, shared, docManager, fileBrowser } = options;
  const { currentWidget } = app.shell;
  const context = currentWidget ? docManager.contextForWidget(currentWidget) : undefined;
  const [selected] = fileBrowser ? [...fileBrowser.selectedItems()] : [];
  const path = context?.path ?? selected?.path;
  const local = path === undefined ? null : app.serviceManager.contents.localPath(path);
  return local === null ? null : (shared.mine.copyAround(local)?.local.folder ?? null);
}

async function tell(copies: readonly Copy[], app: JupyterFrontEnd, trans: TranslationBundle): Promise<void> {
  const { Notification } = await import('@jupyterlab/apputils');
  const [only] = copies.length === 1 ? copies : [];
  const run = (command: string, args = {}): void => void app.commands.execute(command, args);
  if (only) {
    const { local, newest } = only;
    Notification.info(trans.__('Update available: %1, %2.', local.title, newest?.label ?? ''), {
      autoClose: 20_000,
      actions: [{ label: trans.__('Review'), callback: () => run(CommandIDs.reviewUpdate, { folder: local.folder }) }]
    });
  } else {
    Notification.info(trans.__('Updates are available for %1 of your copies.', copies.length), {
      autoClose: 20_000,
      actions: [{ label: trans.__('Show them'), callback: () => run(CommandIDs.showMine) }]
    });
  }
}
