// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { dirname, join } from 'node:path';
import type { Disk } from '../files/disk.ts';
import { statOf } from '../files/disk.ts';

/**
 * Whether every folder on the way to a file is a real one: no link leads out of the copy.
 *
 * @param path - relative to the copy's folder
 * @returns `missing` if some of them are not there yet
 */
export function parentsOf(disk: Disk, folder: string, path: string): 'real' | 'missing' | 'blocked' {
  const parent = dirname(path);
  if (parent === '.') {
    return 'real';
  }
  const above = parentsOf(disk, folder, parent);
  if (above !== 'real') {
    return above;
  }
  const stats = statOf(disk, join(folder, parent));
  return stats === undefined ? 'missing' : stats.isDirectory() ? 'real' : 'blocked';
}
