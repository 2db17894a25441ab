// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { ActTarget, IActOptions } from '../acts/act-on-work';

/** What the commands that act on works are made of. */
export interface IActCommandOptions extends IActOptions {
  app: Pick<JupyterFrontEnd, 'contextMenuHitTest'>;
}

/** What these commands have in common: a work, named or under the menu, and the right to publish. */
export function actingOnWork(
  options: IActCommandOptions,
  act: (options: IActOptions, target: ActTarget) => Promise<void>
): CommandRegistry.ICommandOptions {
  const { atrium, trans } = options;
  const mayAct = (args: ReadonlyPartialJSONObject): boolean =>
    atrium.me?.can.publish === true && targetOf(args, options) !== null;
  return {
    isEnabled: mayAct,
    isVisible: mayAct,
    execute: async args => {
      const target = targetOf(args, options);
      if (target) {
        await act(options, target);
      }
    },
    describedBy: {
      args: {
        type: 'object',
        properties: {
          work: { type: 'string', description: trans.__('The work’s id') },
          label: { type: 'string', description: trans.__('One of its versions; without it, the whole work') },
          isWithdrawn: { type: 'boolean', description: trans.__('It is withdrawn already') }
        }
      }
    }
  };
}

/** The work named, else that of the card or page whose menu is open. */
function targetOf(args: ReadonlyPartialJSONObject, { app }: IActCommandOptions): ActTarget | null {
  const { work, label } = args;
  const id =
    typeof work === 'string' ? work : app.contextMenuHitTest(node => node.dataset.work !== undefined)?.dataset.work;
  return id === undefined ? null : { work: id, label: typeof label === 'string' ? label : null };
}
