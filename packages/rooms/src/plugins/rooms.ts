// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IAtrium } from '@jupyter-atrium/connection';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- a restored room is asked for before anything else loads.
import { RoomDrive } from '../drive/room-drive';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- the same.
import { Rooms } from '../room/rooms';
import { BrowserAsides, SetAside } from '../room/set-aside';
import { RoomSettings } from '../settings';
import { IRooms } from '../tokens';

/**
 * Provides the person’s rooms, and shows them as the drive `Rooms:`.
 */
export const rooms: JupyterFrontEndPlugin<IRooms> = {
  id: '@jupyter-atrium/rooms:rooms',
  description: 'Provides the person’s rooms, and shows them as files.',
  autoStart: true,
  provides: IRooms,
  requires: [IAtrium],
  optional: [ISettingRegistry],
  activate: (app: JupyterFrontEnd, atrium: IAtrium, settingRegistry: ISettingRegistry | null): IRooms => {
    const settings = new RoomSettings();
    const shared = { rooms: new Rooms(atrium), settings, setAside: new SetAside(new BrowserAsides()) };
    settings.changed.connect(() => {
      shared.rooms.keepsEdits = settings.keepOfflineEdits;
    });
    // Mounted at once: a room that was open is restored on its kernel.
    app.serviceManager.contents.addDrive(new RoomDrive(shared.rooms, app.serviceManager.serverSettings));
    void settingRegistry?.load(rooms.id).then(loaded => settings.follow(loaded));
    return shared;
  }
};
