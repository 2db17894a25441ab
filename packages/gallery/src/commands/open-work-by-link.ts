// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CommandRegistry } from '@lumino/commands';
import { CommandIDs } from '@jupyter-atrium/connection';
import { linkIcon } from '@jupyterlab/ui-components';
import { workIdIn } from '../work-id';
import type { ICommandOptions } from './options';

/** Asks for the address of a work and opens its page. */
export function openWorkByLink({ app, trans }: ICommandOptions): CommandRegistry.ICommandOptions {
  return {
    label: trans.__('Open Work by Link…'),
    icon: linkIcon,
    execute: async () => {
      const { InputDialog, Notification } = await import('@jupyterlab/apputils');
      const { value } = await InputDialog.getText({
        title: trans.__('Open a work'),
        label: trans.__('The work’s address'),
        placeholder: trans.__('https://…'),
        okLabel: trans.__('Open')
      });
      if (!value?.trim()) {
        return;
      }
      if (workIdIn(value) === null) {
        Notification.warning(trans.__('That is not the address of a work. Copy it from the work’s page.'));
        return;
      }
      await app.commands.execute(CommandIDs.openWork, { work: value.trim() });
    },
    describedBy: { args: { type: 'object', properties: {} } }
  };
}
