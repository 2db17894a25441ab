// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { CommandIDs, IAtrium, IWorkspace } from '@jupyter-atrium/connection';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ILayoutRestorer } from '@jupyterlab/application';
import { WidgetTracker } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStateDB } from '@jupyterlab/statedb';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { PublishPanel } from '../panel';
import type { Publications } from '../publications';
import { IPublishing, type PublishPart } from '../tokens';

/**
 * Opens publishing panels in the main area, and again after a reload.
 */
export const panel: JupyterFrontEndPlugin<IPublishing> = {
  id: '@jupyter-atrium/publishing:panel',
  description: 'Opens publishing panels in the main area.',
  autoStart: true,
  provides: IPublishing,
  requires: [IAtrium, IWorkspace, IDocumentManager],
  optional: [ILayoutRestorer, ISettingRegistry, IStateDB, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    atrium: IAtrium,
    workspace: IWorkspace,
    docManager: IDocumentManager,
    restorer: ILayoutRestorer | null,
    registry: ISettingRegistry | null,
    state: IStateDB | null,
    translator: ITranslator | null
  ): IPublishing => {
    const trans = (translator ?? nullTranslator).load('jupyter_atrium');
    const tracker = new WidgetTracker<PublishPanel>({ namespace: 'atrium-publishing' });
    let publications: Promise<Publications> | null = null;
    const load = async (): Promise<Publications> => {
      const [module, settings] = await Promise.all([
        import('../publications'),
        registry?.load('@jupyter-atrium/publishing:panel').catch(() => null)
      ]);
      const services = { app, atrium, workspace, docManager, state, trans, settings: settings ?? null };
      return new module.Publications(services, tracker);
    };
    void restorer?.restore(tracker, {
      command: CommandIDs.publish,
      args: ({ source }) => ({ path: source }),
      name: ({ source }) => source
    });
    return {
      open: async (source: string, part: PublishPart) => (await (publications ??= load())).open(source, part)
    };
  }
};
