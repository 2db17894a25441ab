// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { askIcon } from '@jupyter-atrium/connection';
import type { CommandRegistry } from '@lumino/commands';
import type { TranslationBundle } from '@jupyterlab/translation';

/** What the command needs to find a question, and to go to it. */
export interface INextOptions {
  /** Whether an update left something open in what is selected in the file browser, or in the notebook in front. */
  isOpen: (isSelected: boolean) => boolean;
  /** Goes to the next question there. */
  go: (isSelected: boolean) => Promise<void>;
  trans: TranslationBundle;
}

/** Goes to the next cell that an update left to decide. */
export function nextCellToDecide({ isOpen, go, trans }: INextOptions): CommandRegistry.ICommandOptions {
  const isSelected = (args: { selected?: unknown }): boolean => args.selected === true;
  return {
    label: args => (isSelected(args) ? trans.__('Show Cell to Decide') : trans.__('Next Cell to Decide')),
    icon: args => (args.selected === true ? askIcon : undefined),
    caption: trans.__('Go to the next cell that an update left to decide'),
    isEnabled: args => isOpen(isSelected(args)),
    isVisible: args => isOpen(isSelected(args)),
    execute: args => go(isSelected(args)),
    describedBy: {
      args: {
        type: 'object',
        properties: {
          selected: {
            type: 'boolean',
            description: trans.__('Whether it is about what is selected in the file browser')
          }
        }
      }
    }
  };
}
