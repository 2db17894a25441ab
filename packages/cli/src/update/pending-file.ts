// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { join } from 'node:path';
import type { PendingEntry } from '@jupyter-atrium/api';
import { LIMITS, PENDING_TYPE, PendingList } from '@jupyter-atrium/api';
import type { JsonObject } from '@jupyter-atrium/notebooks';
import { parseJson, writeJson } from '@jupyter-atrium/notebooks';
import { Value } from 'typebox/value';
import type { Copy } from '../copies/copy.ts';
import { problem } from '../files/disk-error.ts';
import type { Disk } from '../files/disk.ts';
import { readRegular } from '../files/disk.ts';

/** A notebook's own depth, and the list around it. */
const DEPTH = LIMITS.jsonDepth + 8;

type Place = Pick<Copy, 'folder' | 'recordFolder'>;

/** Where the list is, relative to the copy's folder. */
export function pendingPath({ recordFolder }: Pick<Copy, 'recordFolder'>): string {
  return `${recordFolder}/pending.json`;
}

/** Writes the list as it stands on disk. */
export function pendingText(entries: readonly PendingEntry[]): string {
  // Numbers of outputs keep how they were written.
  const list: object = { type: PENDING_TYPE, entries };
  return `${writeJson(list as JsonObject)}\n`;
}

/**
 * Reads what is still to decide in a copy.
 *
 * @throws AtriumError `copy-damaged`
 */
export function readPending(disk: Disk, copy: Place): PendingEntry[] {
  const bytes = readRegular(disk, join(copy.folder, pendingPath(copy)));
  if (!bytes) {
    return [];
  }
  const list = parse(bytes.toString('utf8'));
  if (!Value.Check(PendingList, list)) {
    throw problem(
      'copy-damaged',
      `The list of what is to decide (${pendingPath(copy)}) is damaged. Your files are untouched: ` +
        'open a new copy, and take your work over from this one.'
    );
  }
  return list.entries;
}

function parse(text: string): unknown {
  const parsed = parseJson(text, DEPTH);
  return parsed.kind === 'value' ? parsed.value : null;
}
