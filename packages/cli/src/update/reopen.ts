// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { PendingEntry } from '@jupyter-atrium/api';
import { localPath } from '../copies/copy.ts';
import { removeTree } from '../files/disk.ts';
import { applyChanges } from './apply-changes.ts';
import { listActs } from './list-acts.ts';
import { readUnsettled } from './open-file.ts';
import type { Session } from './session.ts';
import { Stage } from './stage.ts';
import { undoDataOf, undoName, undoRoot } from './undo-folder.ts';

/** Puts questions back on the copy's list, after a page took a decision back in its document. */
export function reopen(session: Session, entries: readonly PendingEntry[]): void {
  const { copy, disk, now, beat, pending } = session;
  const released = new Set(Object.keys(copy.origin.files).map(path => localPath(copy.origin, path)));
  const asked = new Set(pending.map(entry => entry.pending.id));
  const again = entries.filter(entry => released.has(entry.pending.path) && !asked.has(entry.pending.id));
  if (again.length === 0) {
    return;
  }
  const stage = new Stage(copy, disk, () => false);
  const acts = listActs(copy, disk, {
    stage,
    pending: [...pending, ...again],
    unsettled: readUnsettled(disk, copy)
  });
  const update = undoName(now(), randomUUID().slice(0, 8));
  const undo = undoDataOf({ state: copy.origin, pending, files: [] });
  applyChanges(
    copy,
    { update, kind: 'decide', acts, origin: copy.origin, report: null, undo },
    {
      disk,
      now,
      beat
    }
  );
  // There is nothing to take back: the page wrote its document itself.
  removeTree(disk, join(undoRoot(copy), update));
  stage.clear();
}
