// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { isTrusting } from '../notebook/publishable.ts';
import { notebookRule, toCheck } from './rule.ts';

/** Notes that marks of trust are left out of what is published. */
export const trusted = notebookRule((notebook, path) =>
  isTrusting(notebook)
    ? [
        toCheck({
          kind: 'trusted',
          level: 'note',
          path,
          place: 'metadata',
          message: 'Outputs are marked as trusted; the marks are left out of what is published.',
          because: 'Trust is for each reader to give.',
          fixes: ['strip-trust']
        })
      ]
    : []
);
