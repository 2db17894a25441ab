// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IAtrium, IAtriumPanel } from '@jupyter-atrium/connection';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { closeRoom } from '../commands/close-room';
import { RoomCommandIDs } from '../commands/ids';
import { inviteToRoom } from '../commands/invite-to-room';
import { joinRoom } from '../commands/join-room';
import { nameVersion } from '../commands/name-version';
import { openRoom } from '../commands/open-room';
import { saveRoomCopy } from '../commands/save-room-copy';
import { showRoom } from '../commands/show-room';
import { startRoom } from '../commands/start-room';
import { stopFollowing } from '../commands/stop-following';
import { talkAboutCell } from '../commands/talk-about-cell';
import { IRooms } from '../tokens';

const COMMANDS = {
  [RoomCommandIDs.startRoom]: startRoom,
  [RoomCommandIDs.joinRoom]: joinRoom,
  [RoomCommandIDs.inviteToRoom]: inviteToRoom,
  [RoomCommandIDs.showRoom]: showRoom,
  [RoomCommandIDs.talkAboutCell]: talkAboutCell,
  [RoomCommandIDs.nameVersion]: nameVersion,
  [RoomCommandIDs.saveRoomCopy]: saveRoomCopy,
  [RoomCommandIDs.stopFollowing]: stopFollowing,
  [RoomCommandIDs.closeRoom]: closeRoom,
  [RoomCommandIDs.openRoom]: openRoom
};

/**
 * Adds the commands of rooms, and those a person looks for to the palette.
 */
export const commands: JupyterFrontEndPlugin<void> = {
  id: '@jupyter-atrium/rooms:commands',
  description: 'Adds the commands of rooms.',
  autoStart: true,
  requires: [IAtrium, IAtriumPanel, IRooms, IDocumentManager],
  optional: [ICommandPalette, IFileBrowserFactory, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    atrium: IAtrium,
    panel: IAtriumPanel,
    shared: IRooms,
    docManager: IDocumentManager,
    palette: ICommandPalette | null,
    browsers: IFileBrowserFactory | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_atrium');
    const showSide = (): void => app.shell.activateById('jp-atrium-room');
    const options = { app, atrium, panel, shared, docManager, browsers, showSide, trans };
    for (const [command, make] of Object.entries(COMMANDS)) {
      app.commands.addCommand(command, make(options));
      if (command !== RoomCommandIDs.openRoom) {
        palette?.addItem({ command, category: trans.__('Atrium') });
      }
    }
    const notify = (): void => Object.keys(COMMANDS).forEach(command => app.commands.notifyCommandChanged(command));
    atrium.changed.connect(notify);
    shared.rooms.openChanged.connect(notify);
    app.shell.currentChanged?.connect(notify);
  }
};
