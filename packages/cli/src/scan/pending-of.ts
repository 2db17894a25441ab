// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { Pending } from '@jupyter-atrium/api';
import { AtriumError } from '@jupyter-atrium/client';
import { enclosingCopy, readCopy } from '../copies/copy.ts';
import { realDisk } from '../files/disk.ts';
import type { Source } from '../files/source.ts';
import { readPending } from '../update/pending-file.ts';

/** Lists what updates left to decide in the copy that a source is, or lies in, with paths relative to the source. */
export function pendingOf({ folder }: Source): Pending[] {
  const root = enclosingCopy(folder);
  if (root === null) {
    return [];
  }
  try {
    const copy = readCopy(root, root);
    const prefix = relative(copy.folder, realpathSync(folder)).split(sep).filter(Boolean).join('/');
    return readPending(realDisk, copy).flatMap(({ pending }) => below(pending, prefix) ?? []);
  } catch (error) {
    // A damaged record is told where the copy is updated; what is published does not depend on it.
    if (error instanceof AtriumError) {
      return [];
    }
    throw error;
  }
}

function below(pending: Pending, prefix: string): Pending | null {
  if (prefix === '') {
    return pending;
  }
  return pending.path.startsWith(`${prefix}/`) ? { ...pending, path: pending.path.slice(prefix.length + 1) } : null;
}
