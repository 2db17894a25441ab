// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { InputDialog, Notification } from '@jupyterlab/apputils';
import type { CommandRegistry } from '@lumino/commands';
import { isProblem } from '../calls';
import { parseRoomLink } from '../room/room-link';
import { RoomCommandIDs } from './ids';
import type { ICommandOptions } from './options';

/** Enters the room of a link; one with an invitation makes the person a member first. */
export function joinRoom({ app, shared, trans }: ICommandOptions): CommandRegistry.ICommandOptions {
  return {
    label: trans.__('Join Room by Link…'),
    execute: async args => {
      const given =
        typeof args.link === 'string' ? args.link : await askForLink(trans.__('Join a room'), trans.__('Link'));
      const link = given === null ? null : parseRoomLink(given);
      if (given !== null && !link) {
        Notification.error(trans.__('This is no link to a room.'));
      }
      if (!link) {
        return;
      }
      try {
        const { rooms } = shared;
        const { room, code } = link;
        const params = { room };
        const page = code
          ? await rooms.calls.acceptInvitation({ params, body: { code } })
          : await rooms.calls.getRoom({ params });
        await app.commands.execute(RoomCommandIDs.openRoom, { path: rooms.take(page).path });
      } catch (error) {
        if (!isProblem(error)) {
          throw error;
        }
        Notification.error(error.message);
      }
    },
    describedBy: {
      args: { type: 'object', properties: { link: { type: 'string', description: trans.__('Address of the room') } } }
    }
  };
}

async function askForLink(title: string, label: string): Promise<string | null> {
  return (await InputDialog.getText({ title, label })).value;
}
