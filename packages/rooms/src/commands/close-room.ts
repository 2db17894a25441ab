// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Dialog, Notification, showDialog } from '@jupyterlab/apputils';
import type { CommandRegistry } from '@lumino/commands';
import { isProblem } from '../calls';
import { type ICommandOptions, NO_ARGUMENTS, roomOf } from './options';

/** Makes the room in front one that can only be read, or opens it again. */
export function closeRoom(options: ICommandOptions): CommandRegistry.ICommandOptions {
  const { shared, trans } = options;
  return {
    label: () => (roomOf(options)?.isClosed ? trans.__('Open Room Again') : trans.__('Close Room…')),
    isEnabled: () => roomOf(options)?.role === 'owner',
    execute: async () => {
      const open = roomOf(options);
      if (!open?.room || !(open.isClosed || (await isSure(open.title, options)))) {
        return;
      }
      try {
        const params = { room: open.room.id };
        shared.rooms.take(await shared.rooms.calls.editRoom({ params, body: { isClosed: !open.isClosed } }));
      } catch (error) {
        if (!isProblem(error)) {
          throw error;
        }
        Notification.error(error.message);
      }
    },
    describedBy: NO_ARGUMENTS
  };
}

async function isSure(title: string, { trans }: ICommandOptions): Promise<boolean> {
  const { button } = await showDialog({
    title: trans.__('Close %1?', title),
    body: trans.__('Everybody can still read it and save a copy. You can open it again.'),
    buttons: [Dialog.cancelButton(), Dialog.okButton({ label: trans.__('Close room') })]
  });
  return button.accept;
}
