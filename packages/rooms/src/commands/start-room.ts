// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { roomIcon } from '@jupyter-atrium/connection';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { ICommandOptions } from './options';

/** Asks for what is needed, and starts a room on a notebook. */
export function startRoom(options: ICommandOptions): CommandRegistry.ICommandOptions {
  const { atrium, trans } = options;
  return {
    label: trans.__('Start a Room…'),
    caption: trans.__('Start a room: edit this notebook live with others'),
    icon: roomIcon,
    isEnabled: args => notebookOf(args, options) !== null,
    isVisible: () => atrium.status !== 'absent',
    execute: async args => {
      const path = notebookOf(args, options);
      if (path !== null) {
        const { startOn } = await import('../invite/start-dialog');
        await startOn(path, options);
      }
    },
    describedBy: {
      args: {
        type: 'object',
        properties: {
          path: { type: 'string', description: trans.__('The notebook, relative to the root of your files') },
          from: {
            type: 'string',
            enum: ['browser', 'open'],
            description: trans.__('Take only what is selected in the file browser, or only the open notebook')
          }
        }
      }
    }
  };
}

/** The notebook meant, among the person's own files. */
function notebookOf(args: ReadonlyPartialJSONObject, { app, docManager, browsers }: ICommandOptions): string | null {
  const { contents } = app.serviceManager;
  const own = (path: string | undefined): string | null =>
    path?.endsWith('.ipynb') && ['', 'RTC'].includes(contents.driveName(path)) ? contents.localPath(path) : null;
  if (typeof args.path === 'string') {
    return own(args.path);
  }
  const { currentWidget } = app.shell;
  const open = args.from === 'browser' || !currentWidget ? undefined : docManager.contextForWidget(currentWidget)?.path;
  const [selected, ...more] = args.from === 'open' ? [] : (browsers?.tracker.currentWidget?.selectedItems() ?? []);
  return open === undefined ? own(more.length === 0 ? selected?.path : undefined) : own(open);
}
