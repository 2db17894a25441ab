// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { join } from 'node:path';
import type { PendingEntry } from '@jupyter-atrium/api';
import type { Copy } from '../copies/copy.ts';
import type { Disk } from '../files/disk.ts';
import { lookAt, sha256 } from '../files/disk.ts';
import type { FileAct } from './apply-changes.ts';
import type { Unsettled } from './open-file.ts';
import { openPath } from './open-file.ts';
import { pendingPath, pendingText } from './pending-file.ts';
import type { Stage } from './stage.ts';

/** Says which of the record's lists must be written, so that they change together with files. */
export function listActs(
  copy: Copy,
  disk: Disk,
  { stage, pending, unsettled }: { stage: Stage; pending: readonly PendingEntry[]; unsettled: Unsettled | null }
): FileAct[] {
  const texts: [string, string | null][] = [
    [pendingPath(copy), pending.length === 0 ? null : pendingText(pending)],
    [openPath(copy), unsettled && JSON.stringify(unsettled)]
  ];
  return texts.flatMap(([path, text]): FileAct[] => {
    const before = lookAt(disk, join(copy.folder, path))?.sha256 ?? null;
    const after = text === null ? null : sha256(text);
    const staged = text === null ? null : stage.put(text, sha256(text));
    return before === after ? [] : [{ path, before, staged, afterForm: null }];
  });
}
