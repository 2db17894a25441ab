// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Changes } from '@jupyter-atrium/api';
import type { CellCounts } from './diff-notebooks.ts';

/** Digests by path. */
export type FileDigests = ReadonlyMap<string, string>;

/**
 * Counts what differs between two releases.
 *
 * @param before - files of the earlier release
 * @param after - files of the later one
 * @param cells - counts of `diffNotebooks` for each notebook among the changed files; those that could not be read are
 *   absent
 */
export function countChanges(before: FileDigests, after: FileDigests, cells: ReadonlyMap<string, CellCounts>): Changes {
  const common = [...after.keys()].filter(path => before.has(path));
  const changed = common.filter(path => before.get(path) !== after.get(path));
  const counts = changed.flatMap(path => cells.get(path) ?? []);
  const sum = (key: 'added' | 'removed' | 'changed'): number => counts.reduce((total, each) => total + each[key], 0);
  return {
    files: { added: after.size - common.length, removed: before.size - common.length, changed: changed.length },
    notebooks: changed.filter(path => path.endsWith('.ipynb')).length,
    cells: { added: sum('added'), removed: sum('removed'), changed: sum('changed') }
  };
}
