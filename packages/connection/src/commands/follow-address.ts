// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IRouter } from '@jupyterlab/application';
import type { CommandRegistry } from '@lumino/commands';
import { takeAddress } from '../address';
import { CommandIDs } from '../tokens';
import type { ICommandOptions } from './options';

/** Opens the page of the work that the browser's address names; only shows it, never writes. */
export function followAddress(
  { commands, trans }: ICommandOptions,
  router: IRouter,
  restored: Promise<unknown>
): CommandRegistry.ICommandOptions {
  return {
    label: trans.__('Open the work named in the address'),
    execute: args => {
      const { request } = args as unknown as IRouter.ILocation;
      const { work, rest } = takeAddress(request);
      // Lab rewrites the address while it is restored.
      void restored.then(async () => {
        router.navigate(takeAddress(router.current.request).rest || rest, { skipRouting: true });
        if (work !== null && commands.hasCommand(CommandIDs.openWork)) {
          await commands.execute(CommandIDs.openWork, { work });
        }
      });
    },
    describedBy: {
      args: {
        type: 'object',
        properties: { request: { type: 'string', description: trans.__('Path and query of the address') } }
      }
    }
  };
}
