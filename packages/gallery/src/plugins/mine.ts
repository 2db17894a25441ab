// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { CommandIDs, IAtrium, IAtriumPanel, LazyPanel } from '@jupyter-atrium/connection';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';
import { waits } from '../mine/model';
import type { MineActions } from '../mine/view';
import { ownState } from '../own-work';
import { IGallery } from '../tokens';

/**
 * Adds the tab Mine to Atrium's panel.
 */
export const mine: JupyterFrontEndPlugin<void> = {
  id: '@jupyter-atrium/gallery:mine',
  description: 'Adds the tab Mine to Atrium’s panel.',
  autoStart: true,
  requires: [IAtrium, IAtriumPanel, IGallery],
  optional: [ITranslator],
  activate: (
    app: JupyterFrontEnd,
    atrium: IAtrium,
    panel: IAtriumPanel,
    shared: IGallery,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_atrium');
    const { commands } = app;
    const actions = (): MineActions => ({
      ownState: work => ownState(work, atrium.me),
      openWork: work => void commands.execute(CommandIDs.openWork, { work }),
      goToCopy: ({ local }) => void commands.execute(CommandIDs.openCopy, { work: local.work, copy: local.copy }),
      review: ({ local }) => void commands.execute(CommandIDs.reviewUpdate, { folder: local.folder }),
      continueDraft: commands.hasCommand(CommandIDs.publish)
        ? draft => void commands.execute(CommandIDs.publish, { path: draft.source, draft: draft.id })
        : null
    });
    const create = async (): Promise<Widget> => {
      const { MinePanel } = await import('../mine/panel');
      return new MinePanel({ atrium, shared, actions, trans });
    };

    panel.addTab({
      id: 'mine',
      title: trans.__('Mine'),
      rank: 20,
      create: () => new LazyPanel(create),
      waiting: () => shared.mine.drafts.length + (shared.mine.copies ?? []).filter(waits).length,
      waitingChanged: shared.mine.stateChanged
    });
  }
};
