// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import { InputDialog, Notification } from '@jupyterlab/apputils';
import type { CommandRegistry } from '@lumino/commands';
import { isProblem } from '../calls';
import { type ICommandOptions, NO_ARGUMENTS, roomOf } from './options';

/** Keeps the notebook in front as it is now, under a name. */
export function nameVersion(options: ICommandOptions): CommandRegistry.ICommandOptions {
  const { trans } = options;
  return {
    label: trans.__('Name This Version…'),
    isEnabled: () => roomOf(options)?.isReadOnly === false,
    execute: async () => {
      const room = roomOf(options);
      const { value } = await InputDialog.getText({
        title: trans.__('Name this version'),
        label: trans.__('The notebook as it is now is kept for good.')
      });
      const name = value?.trim().slice(0, LIMITS.versionNameCharacters);
      if (!room || !name) {
        return;
      }
      try {
        await room.saved();
        await room.act((calls, id, call) => calls.makeVersion({ params: { room: id }, body: { name } }, call));
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
