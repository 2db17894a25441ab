// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IRooms } from '../tokens';

/**
 * Opens a room’s document afresh when the hub takes no more of it, and keeps what it did not take.
 */
export const setAside: JupyterFrontEndPlugin<void> = {
  id: '@jupyter-atrium/rooms:set-aside',
  description: 'Opens a room’s document afresh, and keeps what the hub did not take of it.',
  autoStart: true,
  requires: [IRooms, IDocumentManager],
  activate: (app: JupyterFrontEnd, shared: IRooms, docManager: IDocumentManager): void => {
    const { rooms, setAside: asides } = shared;
    rooms.lost.connect((_, { room, loss }) => {
      void (async () => {
        const { reason, notebook } = loss;
        if (notebook) {
          await asides.add(room.path, { reason, notebook });
        }
        await rooms.refresh();
        const path = `${rooms.drive}:${room.path}`;
        await docManager.closeFile(path);
        docManager.open(path);
      })();
    });
  }
};
