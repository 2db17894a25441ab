// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type Markup, markup, trusted } from './markup.ts';

/** Paths of 24 × 24; those of JupyterLab's and our own icons. */
const PATHS = {
  atrium: 'M2.5 21.5V12a9.5 9.5 0 0 1 19 0v9.5H19V12a7 7 0 0 0-14 0v9.5zM8 21.5V12a4 4 0 0 1 8 0v9.5z',
  work: 'M12 1.6 17.9 7H21a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1h3.100zM9 7h6l-3-2.700zM4.200 9.200v10.600h15.600V9.200zM6.500 17.500l3.700-5 2.800 3.400 1.900-2.200 2.600 3.800z',
  globe:
    'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zM4.300 10.500h3.300c.1-1.700.4-3.300.9-4.600a7.900 7.900 0 0 0-4.200 4.600zm0 3c.6 2 2.200 3.700 4.200 4.600-.5-1.300-.8-2.900-.9-4.600zm5.500 0c.2 3.700 1.400 6.300 2.200 6.300s2-2.600 2.200-6.300zm0-3h4.400C14 6.800 12.800 4.200 12 4.200s-2 2.600-2.200 6.300zm6.600 3c-.1 1.700-.4 3.300-.9 4.600 2-.9 3.600-2.600 4.200-4.600zm0-3h3.300a7.900 7.900 0 0 0-4.200-4.600c.5 1.300.8 2.900.9 4.600z',
  ok: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20m-2 15-5-5 1.400-1.400L10 14.200l7.600-7.600L19 8z',
  warning: 'M12 2.500 23 21.500H1zM10.900 9.500v5.500h2.200V9.500zm0 7.200v2.300h2.200v-2.300z',
  stop: 'M8 2h8l6 6v8l-6 6H8l-6-6V8zM10.900 6v8h2.200V6zm0 9.700V18h2.200v-2.300z'
} as const;

export type IconName = keyof typeof PATHS;

/** Draws an icon; words beside it say what it means. */
export function icon(name: IconName): Markup {
  return markup`<svg class="icon ${name}" viewBox="0 0 24 24" aria-hidden="true"><path fill-rule="evenodd" d="${trusted(PATHS[name])}"/></svg>`;
}
