// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'last-backup.json';

/** When a data folder was backed up last, and how much that was. */
export type BackupNote = { at: number; bytes: number };

/** The file in the data folder that says so. */
export function backupNotePath(data: string): string {
  return join(data, FILE);
}

/** Reads it; null if there is none. */
export function readBackupNote(data: string): BackupNote | null {
  try {
    const { at, bytes } = JSON.parse(readFileSync(backupNotePath(data), 'utf8')) as Partial<BackupNote>;
    return typeof at === 'number' && typeof bytes === 'number' ? { at, bytes } : null;
  } catch {
    return null;
  }
}
