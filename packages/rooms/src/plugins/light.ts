// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LazyPanel } from '@jupyter-atrium/connection';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IRooms } from '../tokens';

/**
 * Shows in the status bar whether the hub has what was typed.
 */
export const light: JupyterFrontEndPlugin<void> = {
  id: '@jupyter-atrium/rooms:light',
  description: 'Shows in the status bar whether the hub has what was typed.',
  autoStart: true,
  requires: [IRooms, IDocumentManager, IStatusBar],
  optional: [ITranslator],
  activate: (
    app: JupyterFrontEnd,
    shared: IRooms,
    docManager: IDocumentManager,
    statusBar: IStatusBar,
    translator: ITranslator | null
  ): void => {
    const { rooms } = shared;
    const trans = (translator ?? nullTranslator).load('jupyter_atrium');
    const current = (): ReturnType<typeof rooms.of> => {
      const { currentWidget } = app.shell;
      return rooms.of(currentWidget ? docManager.contextForWidget(currentWidget)?.path : undefined);
    };
    let isAdded = false;
    const add = (): void => {
      if (isAdded || !current()) {
        return;
      }
      isAdded = true;
      const item = new LazyPanel(async () => {
        const { LightItem } = await import('../light/light-item');
        return new LightItem({ current, rooms, shell: app.shell, trans });
      });
      statusBar.registerStatusItem(light.id, { item, align: 'right', rank: 900, isActive: () => current() !== null });
    };
    app.shell.currentChanged?.connect(add);
    rooms.openChanged.connect(add);
  }
};
