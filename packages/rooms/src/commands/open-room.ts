// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { roomIcon } from '@jupyter-atrium/connection';
import type { CommandRegistry } from '@lumino/commands';
import { DRIVE } from '../room/rooms';
import { type ICommandOptions, pathArgument } from './options';

/** Opens the notebook of a room. */
export function openRoom({ docManager, trans }: ICommandOptions): CommandRegistry.ICommandOptions {
  return {
    label: trans.__('Open Room'),
    icon: roomIcon,
    execute: args => (typeof args.path === 'string' ? docManager.openOrReveal(`${DRIVE}:${args.path}`) : undefined),
    describedBy: pathArgument(trans.__('The room’s path below `Rooms:`'))
  };
}
