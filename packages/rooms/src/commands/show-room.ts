// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CommandRegistry } from '@lumino/commands';
import { type ICommandOptions, NO_ARGUMENTS, roomOf } from './options';

/** Shows who is in the room in front, and its talk and versions. */
export function showRoom(options: ICommandOptions): CommandRegistry.ICommandOptions {
  return {
    label: options.trans.__('Show People, Talk and Versions'),
    isEnabled: () => roomOf(options) !== null,
    execute: () => options.showSide(),
    describedBy: NO_ARGUMENTS
  };
}
