// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CommandRegistry } from '@lumino/commands';
import type { TranslationBundle } from '@jupyterlab/translation';

/** What the command needs to find a copy, and to show its update. */
export interface IReviewOptions {
  /** The folder of the copy around what is in front; null if that is in none. */
  current: () => string | null;
  show: (folder: string) => Promise<void>;
  trans: TranslationBundle;
}

/** Shows what the newest release would change in a copy. */
export function reviewUpdate({ current, show, trans }: IReviewOptions): CommandRegistry.ICommandOptions {
  const folderOf = (folder: unknown): string | null => (typeof folder === 'string' ? folder : current());
  return {
    label: trans.__('Review Update of This Copy'),
    caption: trans.__('Show what the newest release would change in your copy'),
    isEnabled: args => folderOf(args.folder) !== null,
    isVisible: args => folderOf(args.folder) !== null,
    execute: async args => {
      const folder = folderOf(args.folder);
      if (folder !== null) {
        await show(folder);
      }
    },
    describedBy: {
      args: {
        type: 'object',
        properties: { folder: { type: 'string', description: trans.__('The copy’s folder') } }
      }
    }
  };
}
