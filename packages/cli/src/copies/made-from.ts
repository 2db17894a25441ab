// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { dirname } from 'node:path';
import type { Scan } from '@jupyter-atrium/api';
import { readOrigin } from './registry.ts';

/**
 * Finds the copy that a folder is, or lies in, and says what it was made from.
 *
 * @param folder - absolute
 */
export function madeFrom(folder: string): Scan['madeFrom'] {
  for (let at = folder; ; at = dirname(at)) {
    const origin = readOrigin(at);
    if (origin) {
      return { work: origin.work, manifest: origin.release.manifest };
    }
    if (at === dirname(at)) {
      return null;
    }
  }
}
