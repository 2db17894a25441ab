// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { updateIcon } from '@jupyter-atrium/connection';
import type { CommandRegistry } from '@lumino/commands';
import { type IPublishingCommandOptions, openingPart } from './command-options';

/** Opens the publishing panel of a notebook or folder that was published before. */
export function publishUpdate(options: IPublishingCommandOptions): CommandRegistry.ICommandOptions {
  const { trans } = options;
  return {
    ...openingPart(options, 'page'),
    label: trans.__('Publish Update…'),
    caption: trans.__('Show what changed since the last release, and publish it'),
    icon: updateIcon
  };
}
