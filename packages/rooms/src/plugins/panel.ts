// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IAtrium, IAtriumPanel, LazyPanel } from '@jupyter-atrium/connection';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';
import { IRooms } from '../tokens';

/**
 * Adds the tab Rooms to Atrium’s panel.
 */
export const panel: JupyterFrontEndPlugin<void> = {
  id: '@jupyter-atrium/rooms:panel',
  description: 'Adds the tab Rooms to Atrium’s panel.',
  autoStart: true,
  requires: [IAtrium, IAtriumPanel, IRooms],
  optional: [ITranslator],
  activate: (
    app: JupyterFrontEnd,
    atrium: IAtrium,
    atriumPanel: IAtriumPanel,
    shared: IRooms,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_atrium');
    const { commands } = app;
    const { rooms } = shared;
    const create = async (): Promise<Widget> => {
      const { RoomListPanel } = await import('../list/panel');
      return new RoomListPanel({ atrium, rooms, commands, trans });
    };
    atriumPanel.addTab({
      id: 'rooms',
      title: trans.__('Rooms'),
      rank: 30,
      create: () => new LazyPanel(create),
      waiting: () => rooms.invitations.length,
      waitingChanged: rooms.changed
    });
  }
};
