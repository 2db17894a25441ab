// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IAtrium } from '@jupyter-atrium/connection';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IRooms } from '../tokens';

/**
 * Shows people, talk and versions of the room in front in the right sidebar.
 */
export const side: JupyterFrontEndPlugin<void> = {
  id: '@jupyter-atrium/rooms:side',
  description: 'Shows people, talk and versions of the room in front.',
  autoStart: true,
  requires: [IAtrium, IRooms, IDocumentManager],
  optional: [ITranslator],
  activate: (
    app: JupyterFrontEnd,
    atrium: IAtrium,
    shared: IRooms,
    docManager: IDocumentManager,
    translator: ITranslator | null
  ): void => {
    let panel: Promise<{ show(): void }> | null = null;
    const load = async (): Promise<{ show(): void }> => {
      const { RoomPanels } = await import('../side/panel');
      return new RoomPanels({ app, atrium, shared, docManager, translator: translator ?? nullTranslator });
    };
    const show = (): void => {
      const { currentWidget } = app.shell;
      if (currentWidget && shared.rooms.of(docManager.contextForWidget(currentWidget)?.path)) {
        panel ??= load();
      }
      void panel?.then(loaded => loaded.show());
    };
    app.shell.currentChanged?.connect(show);
    shared.rooms.openChanged.connect(show);
  }
};
