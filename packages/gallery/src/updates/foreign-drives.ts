// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Drives on which documents are somebody else’s, live: updates never touch them. */
const FOREIGN_DRIVES: readonly string[] = ['Rooms'];

/** Whether a drive holds documents that are not the person's own. */
export function isForeign(drive: string): boolean {
  return FOREIGN_DRIVES.includes(drive);
}
