// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { updateIcon } from '@jupyter-atrium/connection';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';

/** What the command needs to find a copy, and to show its update. */
export interface IReviewOptions {
  /** The folder of the copy around what is in front; null if that is in none. */
  current: () => string | null;
  /** The folder of the copy that is selected in the file browser, if its work has a newer release. */
  selected: () => string | null;
  show: (folder: string) => Promise<void>;
  trans: TranslationBundle;
}

/** Shows what the newest release would change in a copy. */
export function reviewUpdate({ current, selected, show, trans }: IReviewOptions): CommandRegistry.ICommandOptions {
  const folderOf = (args: ReadonlyPartialJSONObject): string | null =>
    typeof args.folder === 'string' ? args.folder : args.selected === true ? selected() : current();
  return {
    label: args => (args.selected === true ? trans.__('Review Update…') : trans.__('Review Update of This Copy')),
    icon: args => (args.selected === true ? updateIcon : undefined),
    caption: trans.__('Show what the newest release would change in your copy'),
    isEnabled: args => folderOf(args) !== null,
    isVisible: args => folderOf(args) !== null,
    execute: async args => {
      const folder = folderOf(args);
      if (folder !== null) {
        await show(folder);
      }
    },
    describedBy: {
      args: {
        type: 'object',
        properties: {
          folder: { type: 'string', description: trans.__('The copy’s folder') },
          selected: {
            type: 'boolean',
            description: trans.__('Whether it is about what is selected in the file browser')
          }
        }
      }
    }
  };
}
