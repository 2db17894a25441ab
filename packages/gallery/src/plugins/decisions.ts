// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { CommandIDs, IAtrium, IWorkspace } from '@jupyter-atrium/connection';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { LocalCommandIDs } from '../commands/ids';
import { nextCellToDecide } from '../commands/next-cell-to-decide';
import { DecideButtons } from '../decisions/decide-button';
import { Decisions } from '../decisions/decisions';
import { Whereabouts } from '../updates/whereabouts';
import { IGallery } from '../tokens';

/**
 * Shows in notebooks what updates left to decide, at its cells.
 */
export const decisions: JupyterFrontEndPlugin<void> = {
  id: '@jupyter-atrium/gallery:decisions',
  description: 'Shows in notebooks what updates left to decide, at its cells.',
  autoStart: true,
  requires: [IAtrium, IWorkspace, IGallery, IDocumentManager],
  optional: [ICommandPalette, IDefaultFileBrowser, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    atrium: IAtrium,
    workspace: IWorkspace,
    shared: IGallery,
    docManager: IDocumentManager,
    palette: ICommandPalette | null,
    fileBrowser: IDefaultFileBrowser | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_atrium');
    const { mine, questions } = shared;
    const { commands, docRegistry, serviceManager, restored } = app;
    const { contents } = serviceManager;
    const shown = new Decisions({ atrium, contents, mine, questions, workspace, trans });
    const where = new Whereabouts({ app, mine, docManager, fileBrowser });
    const review = (folder: string): void => void commands.execute(CommandIDs.reviewUpdate, { folder });
    docRegistry.addWidgetExtension('Notebook', shown);
    docRegistry.addWidgetExtension(
      'Notebook',
      new DecideButtons({ contents, decisions: shown, mine, questions, review, trans })
    );

    const command = LocalCommandIDs.nextCellToDecide;
    const isOpen = (isSelected: boolean): boolean => (where.copy(isSelected)?.local.toDecide ?? 0) > 0;
    const go = (isSelected: boolean): Promise<void> => goToQuestion({ isSelected, where, questions, shown, review });
    commands.addCommand(command, nextCellToDecide({ isOpen, go, trans }));
    palette?.addItem({ command, category: trans.__('Atrium') });
    // What waits is shown though the hub may be away.
    void restored.then(() => mine.findCopies());
  }
};

/** In the notebook in front, else in the first one of the copy that has a question; what is none of a cell is reviewed. */
async function goToQuestion(options: {
  isSelected: boolean;
  where: Whereabouts;
  questions: IGallery['questions'];
  shown: Decisions;
  review: (folder: string) => void;
}): Promise<void> {
  const { isSelected, where, questions, shown, review } = options;
  const front = isSelected ? null : where.document();
  if (front && (await shown.next(front))) {
    return;
  }
  const copy = where.copy(isSelected);
  const files = copy ? await questions.filesOf(copy.local) : [];
  const selected = isSelected ? where.selected() : null;
  const path = files.find(file => file === selected) ?? files.find(file => file.endsWith('.ipynb'));
  const context = path === undefined ? null : await where.open(path);
  if (copy && !(context && (await shown.next(context)))) {
    review(copy.local.folder);
  }
}
