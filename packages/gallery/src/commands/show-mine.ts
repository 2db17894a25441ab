// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CommandRegistry } from '@lumino/commands';
import { workIcon } from '@jupyter-atrium/connection';
import type { ICommandOptions } from './options';

/** Shows the person's copies, works and drafts. */
export function showMine({ panel, trans }: ICommandOptions): CommandRegistry.ICommandOptions {
  return {
    label: trans.__('Show My Copies and Works'),
    icon: workIcon,
    execute: () => panel.show('mine'),
    describedBy: { args: { type: 'object', properties: {} } }
  };
}
