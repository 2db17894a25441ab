// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CommandRegistry } from '@lumino/commands';
import { type IActCommandOptions, actingOnWork } from './act-options';

/** Withdraws a work or a version of it, or erases it. */
export function withdraw(options: IActCommandOptions): CommandRegistry.ICommandOptions {
  const { trans } = options;
  const act = actingOnWork(options, async (...args) => (await import('../acts/act-on-work')).withdrawWork(...args));
  return {
    ...act,
    label: args => (args.isWithdrawn === true ? trans.__('Erase for Good…') : trans.__('Withdraw…')),
    caption: trans.__('Take a work of yours out of the gallery, or erase it')
  };
}
