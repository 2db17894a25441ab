// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CommandRegistry } from '@lumino/commands';
import { type IActCommandOptions, actingOnWork } from './act-options';

/** Changes who may see a work. */
export function changeAudience(options: IActCommandOptions): CommandRegistry.ICommandOptions {
  const { atrium, trans } = options;
  const act = actingOnWork(options, async (...args) => (await import('../acts/act-on-work')).changeAudience(...args));
  return {
    ...act,
    label: trans.__('Who May See It…'),
    caption: trans.__('Change who may see a work of yours'),
    // One person alone has nobody to show it to.
    isVisible: args => atrium.me?.isSolo === false && (act.isVisible?.(args) ?? true)
  };
}
