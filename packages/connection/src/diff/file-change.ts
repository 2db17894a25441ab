// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileEntry } from '@jupyter-atrium/api';

/** A file that differs between two lists of files. */
export type FileChange = {
  readonly kind: 'changed' | 'added' | 'removed';
  readonly path: string;
  readonly before: FileEntry | null;
  readonly after: FileEntry | null;
};

/** Lists what differs: notebooks, other files, additions, removals. */
export function fileChanges(before: readonly FileEntry[], after: readonly FileEntry[]): FileChange[] {
  const old = new Map(before.map(entry => [entry.path, entry]));
  const present = new Set(after.map(entry => entry.path));
  const changed = after.filter(entry => old.has(entry.path) && old.get(entry.path)?.digest !== entry.digest);
  const changes: FileChange[] = [
    ...changed.map(entry => ({
      kind: 'changed' as const,
      path: entry.path,
      before: old.get(entry.path) ?? null,
      after: entry
    })),
    ...after
      .filter(entry => !old.has(entry.path))
      .map(entry => ({ kind: 'added' as const, path: entry.path, before: null, after: entry })),
    ...before
      .filter(entry => !present.has(entry.path))
      .map(entry => ({ kind: 'removed' as const, path: entry.path, before: entry, after: null }))
  ];
  const rank = (change: FileChange): number =>
    change.kind === 'removed' ? 3 : change.kind === 'added' ? 2 : isNotebook(change.path) ? 0 : 1;
  return changes.sort((a, b) => rank(a) - rank(b));
}

/** Whether a path names a notebook. */
export function isNotebook(path: string): boolean {
  return path.endsWith('.ipynb');
}
