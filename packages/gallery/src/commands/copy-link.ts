// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CommandRegistry } from '@lumino/commands';
import { linkIcon } from '@jupyterlab/ui-components';
import type { ICommandOptions } from './options';
import { readTarget, targetOf } from './target';

/** Copies the address of a work, which opens on the hub of whoever follows it. */
export function copyLink(options: ICommandOptions): CommandRegistry.ICommandOptions {
  const { trans } = options;
  return {
    label: trans.__('Copy Link'),
    icon: linkIcon,
    isEnabled: args => targetOf(args, options) !== null,
    isVisible: args => targetOf(args, options) !== null,
    execute: async args => {
      const id = targetOf(args, options);
      if (id !== null) {
        const { Clipboard, Notification } = await import('@jupyterlab/apputils');
        const { url, card } = await readTarget(id, options);
        Clipboard.copyToSystem(url);
        Notification.info(trans.__('The link to “%1” is copied.', card.title.slice(0, 80)), { autoClose: 3000 });
      }
    },
    describedBy: {
      args: {
        type: 'object',
        properties: {
          work: { type: 'string', description: trans.__('The work’s id or address') }
        }
      }
    }
  };
}
