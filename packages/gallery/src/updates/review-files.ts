// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileFate, Pending, Plan, Report } from '@jupyter-atrium/api';

/** A file of an update, as the review lists it. */
export type ReviewFile = {
  readonly path: string;
  /** Null: nothing happens to the file itself, but something of it is to decide. */
  readonly fate: FileFate | null;
  readonly pending: readonly Pending[];
};

/** The files of an update by what becomes of them; empty groups are left out. */
export type ReviewGroup = {
  readonly kind: 'to-decide' | 'changed' | 'kept';
  readonly files: readonly ReviewFile[];
};

const KEPT: readonly FileFate['fate'][] = ['kept', 'not-merged'];

/** Groups the files of a plan or report: what is to decide first. */
export function groupFiles({ files, pending }: Pick<Report, 'files' | 'pending'>): ReviewGroup[] {
  const fates = new Map(files.map(fate => [fate.path, fate]));
  const paths = [...new Set([...files.map(({ path }) => path), ...pending.map(({ path }) => path)])];
  const all = paths.map((path): ReviewFile => {
    const own = pending.filter(each => each.path === path);
    return { path, fate: fates.get(path) ?? null, pending: own };
  });
  const kindOf = ({ fate, pending: own }: ReviewFile): ReviewGroup['kind'] =>
    own.length > 0 ? 'to-decide' : fate !== null && KEPT.includes(fate.fate) ? 'kept' : 'changed';
  return (['to-decide', 'changed', 'kept'] as const)
    .map(kind => ({ kind, files: all.filter(file => kindOf(file) === kind) }))
    .filter(group => group.files.length > 0);
}

/** What is listed first, and shown until something else is chosen; null if the update touches nothing. */
export function firstFile(report: Pick<Plan['report'], 'files' | 'pending'>): string | null {
  return groupFiles(report)[0]?.files[0]?.path ?? null;
}
