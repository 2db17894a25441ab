// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CommandRegistry } from '@lumino/commands';
import { searchIcon } from '@jupyterlab/ui-components';
import { SHOWN_FACETS } from '../gallery/search';
import type { ICommandOptions } from './options';

/** Opens the panel and searches there, for words or for one value of a facet. */
export function searchWorks({ panel, shared, trans }: ICommandOptions): CommandRegistry.ICommandOptions {
  return {
    label: trans.__('Search Works'),
    icon: searchIcon,
    execute: async args => {
      const facet = SHOWN_FACETS.find(name => name === args.facet);
      panel.show('gallery');
      if (facet && typeof args.value === 'string') {
        await shared.gallery.choose({ facet, value: args.value });
      } else if (typeof args.text === 'string') {
        await shared.gallery.searchFor(args.text);
      }
    },
    describedBy: {
      args: {
        type: 'object',
        properties: {
          text: { type: 'string', description: trans.__('Words to search for') },
          facet: { type: 'string', description: trans.__('A facet, such as tag') },
          value: { type: 'string', description: trans.__('The value of the facet') }
        }
      }
    }
  };
}
