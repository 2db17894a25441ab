// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { atriumIcon } from '@jupyter-atrium/connection';
import type { CommandRegistry } from '@lumino/commands';
import { type IPublishingCommandOptions, openingPart } from './command-options';

/** Opens the publishing panel of a notebook or folder. */
export function publish(options: IPublishingCommandOptions): CommandRegistry.ICommandOptions {
  const { trans } = options;
  return {
    ...openingPart(options, 'page'),
    label: trans.__('Publish to Atrium…'),
    caption: trans.__('Publish to Atrium: show this notebook or folder to others'),
    icon: atriumIcon
  };
}
