// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IAtrium, IAtriumPanel, LazyPanel } from '@jupyter-atrium/connection';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';
import { cardActions, publishingNow } from '../gallery/actions';
import { IGallery } from '../tokens';

/**
 * Adds the tab Gallery to Atrium's panel.
 */
export const panel: JupyterFrontEndPlugin<void> = {
  id: '@jupyter-atrium/gallery:panel',
  description: 'Adds the tab Gallery to Atrium’s panel.',
  autoStart: true,
  requires: [IAtrium, IAtriumPanel, IGallery],
  optional: [ISettingRegistry, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    atrium: IAtrium,
    atriumPanel: IAtriumPanel,
    shared: IGallery,
    settingRegistry: ISettingRegistry | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_atrium');
    const { commands, shell } = app;
    const create = async (): Promise<Widget> => {
      const { GalleryPanel } = await import('../gallery/panel');
      return new GalleryPanel({
        atrium,
        shared,
        actions: cardActions(commands, atrium),
        publishing: () => publishingNow(commands, atrium),
        leave: () => shell.currentWidget?.activate(),
        currentChanged: shell.currentChanged ?? null,
        trans
      });
    };

    atriumPanel.addTab({ id: 'gallery', title: trans.__('Gallery'), rank: 10, create: () => new LazyPanel(create) });
    void app.restored.then(async () => {
      const settings = await settingRegistry?.load(panel.id);
      if (settings) {
        shared.settings.follow(settings);
      }
    });
  }
};
