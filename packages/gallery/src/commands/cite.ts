// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CommandRegistry } from '@lumino/commands';
import { CommandIDs } from '@jupyter-atrium/connection';
import type { ICommandOptions } from './options';
import { targetOf } from './target';

/** Shows how to cite a work. */
export function cite(options: ICommandOptions): CommandRegistry.ICommandOptions {
  const { app, trans } = options;
  return {
    label: trans.__('Cite…'),
    isEnabled: args => targetOf(args, options) !== null,
    isVisible: args => targetOf(args, options) !== null,
    execute: async args => {
      const work = targetOf(args, options);
      if (work !== null) {
        await app.commands.execute(CommandIDs.openWork, { work, tab: 'cite' });
      }
    },
    describedBy: {
      args: {
        type: 'object',
        properties: { work: { type: 'string', description: trans.__('The work’s id or address') } }
      }
    }
  };
}
