// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CopyStatus } from '@jupyter-atrium/api';
import { readUnsettled } from './open-file.ts';
import type { Session } from './session.ts';
import { findUndoable } from './undo-update.ts';

/** Says how a copy is. */
export function copyStatus(session: Session): CopyStatus {
  const { copy, disk, pending, recovered, shown } = session;
  const { copy: id, work, title, release } = copy.origin;
  const undoable = findUndoable(session);
  const undo = undoable && {
    update: undoable.updates.at(-1) ?? '',
    at: new Date(undoable.entry.at).toISOString(),
    from: undoable.entry.from.label,
    to: undoable.entry.to.label,
    files: undoable.entry.undo.files.length
  };
  const unsettled = readUnsettled(disk, copy)?.documents.map(({ path }) => path) ?? [];
  return { folder: shown, copy: id, work, title, release, pending, unsettled, undo, recovered };
}
