// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CommandRegistry } from '@lumino/commands';
import { type IPublishingCommandOptions, openingPart } from './command-options';

/** Opens the publishing panel at its checks. */
export function check(options: IPublishingCommandOptions): CommandRegistry.ICommandOptions {
  const { trans } = options;
  return {
    ...openingPart(options, 'checks'),
    label: trans.__('Check Before Publishing'),
    caption: trans.__('Look for secrets, personal paths and errors in this notebook or folder')
  };
}
