// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CommandRegistry } from '@lumino/commands';
import { type ICommandOptions, NO_ARGUMENTS, roomOf } from './options';

/** Lets the view stay where it is. */
export function stopFollowing(options: ICommandOptions): CommandRegistry.ICommandOptions {
  return {
    label: options.trans.__('Stop Following'),
    isEnabled: () => (roomOf(options)?.following.peer ?? null) !== null,
    execute: () => roomOf(options)?.following.stop(),
    describedBy: NO_ARGUMENTS
  };
}
