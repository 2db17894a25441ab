// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IAtrium } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { IPublishing, PublishPart } from '../tokens';

/** What the commands are made of. */
export interface IPublishingCommandOptions {
  atrium: IAtrium;
  publishing: IPublishing;
  /** The notebook or folder meant; null if none is. */
  sourceOf: (args: ReadonlyPartialJSONObject) => string | null;
  trans: TranslationBundle;
}

/** What all commands of this package have in common: they open the panel of one source. */
export function openingPart(options: IPublishingCommandOptions, part: PublishPart): CommandRegistry.ICommandOptions {
  const { atrium, publishing, sourceOf, trans } = options;
  return {
    isEnabled: args => sourceOf(args) !== null,
    // Where there is no Atrium at all, it is not mentioned; who may not publish is told so in the panel.
    isVisible: () => atrium.status !== 'absent',
    execute: async args => {
      const source = sourceOf(args);
      if (source !== null) {
        await publishing.open(source, part);
      }
    },
    describedBy: {
      args: {
        type: 'object',
        properties: {
          path: { type: 'string', description: trans.__('The notebook or folder, relative to the root of your files') },
          from: {
            type: 'string',
            enum: ['browser', 'open'],
            description: trans.__('Take only what is selected in the file browser, or only the open notebook')
          }
        }
      }
    }
  };
}
