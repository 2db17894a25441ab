// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CommandRegistry } from '@lumino/commands';
import { atriumIcon } from '../icons';
import type { ICommandOptions } from './options';

/** Opens the service's own pages, in a tab of the browser. */
export function openInBrowser({ atrium, trans }: ICommandOptions): CommandRegistry.ICommandOptions {
  return {
    label: trans.__('Open Atrium in Browser'),
    caption: trans.__('The gallery as a web page, and what curators and operators need'),
    icon: atriumIcon,
    isEnabled: () => atrium.status === 'ready',
    execute: () => {
      window.open(atrium.me?.url || atrium.address, '_blank', 'noopener');
    },
    describedBy: { args: { type: 'object', properties: {} } }
  };
}
