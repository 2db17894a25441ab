// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CommandRegistry } from '@lumino/commands';
import { type IActCommandOptions, actingOnWork } from './act-options';

/** Brings back a work or a version that was withdrawn. */
export function restore(options: IActCommandOptions): CommandRegistry.ICommandOptions {
  const { trans } = options;
  const act = actingOnWork(options, async (...args) => (await import('../acts/act-on-work')).restoreWork(...args));
  return {
    ...act,
    label: trans.__('Bring Back'),
    caption: trans.__('Show a work again that you withdrew')
  };
}
