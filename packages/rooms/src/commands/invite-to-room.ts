// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CommandRegistry } from '@lumino/commands';
import { type ICommandOptions, NO_ARGUMENTS, roomOf } from './options';

/** Asks whom to invite to the room in front. */
export function inviteToRoom(options: ICommandOptions): CommandRegistry.ICommandOptions {
  const { trans } = options;
  return {
    label: trans.__('Invite to Room…'),
    isEnabled: () => roomOf(options)?.role === 'owner',
    execute: async () => {
      const room = roomOf(options)?.room;
      if (room) {
        const { inviteTo } = await import('../invite/invite-dialog');
        await inviteTo(room, options);
      }
    },
    describedBy: NO_ARGUMENTS
  };
}
