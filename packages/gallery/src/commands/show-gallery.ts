// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CommandRegistry } from '@lumino/commands';
import { atriumIcon } from '@jupyter-atrium/connection';
import type { ICommandOptions } from './options';

/** Opens the panel with focus in search. */
export function showGallery({ panel, trans }: ICommandOptions): CommandRegistry.ICommandOptions {
  return {
    label: args => (args.isLauncher ? trans.__('Atrium') : trans.__('Show Gallery')),
    caption: trans.__('Find, read and open works'),
    icon: atriumIcon,
    execute: () => panel.show('gallery'),
    describedBy: {
      args: {
        type: 'object',
        properties: { isLauncher: { type: 'boolean', description: trans.__('Whether the label is for the launcher') } }
      }
    }
  };
}
