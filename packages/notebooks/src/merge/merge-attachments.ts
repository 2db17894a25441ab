// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CanonicalCell } from '../canonical/canonical.ts';
import type { JsonObject, JsonValue } from '../json/json.ts';
import type { SideCell } from './side.ts';

/**
 * Merges attachments by name.
 *
 * @returns mine's object if nothing is taken; null if both changed one name differently
 */
export function mergeAttachments(base: CanonicalCell | null, mine: SideCell, theirs: SideCell): JsonObject | null {
  const before = base?.attachments ?? {};
  const [own, other] = [mine.form.attachments, theirs.form.attachments];
  const file = mine.cell.attachments ?? {};
  const merged: Record<string, JsonValue | undefined> = { ...file };
  let isTaken = false;
  for (const name of new Set([...Object.keys(before), ...Object.keys(other)])) {
    if (before[name] === other[name] || own[name] === other[name]) {
      continue;
    }
    if (before[name] !== own[name]) {
      return null;
    }
    isTaken = true;
    merged[name] = theirs.cell.attachments?.[name];
    if (merged[name] === undefined) {
      delete merged[name];
    }
  }
  return isTaken ? merged : file;
}

/** Whether two cells have the same attachments. */
export function isSameAttachments(a: CanonicalCell, b: CanonicalCell): boolean {
  const names = Object.keys(a.attachments);
  return (
    names.length === Object.keys(b.attachments).length &&
    names.every(name => a.attachments[name] === b.attachments[name])
  );
}
