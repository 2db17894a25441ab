// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file so that it is either the old or the new one, whatever happens; makes its folder.
 *
 * @param mode - of the file; 0600 also closes a folder made for it to others
 */
export function writeDurably(path: string, content: string | Uint8Array, mode = 0o666): void {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: mode === 0o600 ? 0o700 : 0o777 });
  const temporary = join(folder, `.${basename(path)}.${process.pid}.tmp`);
  try {
    const file = openSync(temporary, 'w', mode);
    try {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      for (let at = 0; at < bytes.length;) {
        at += writeSync(file, bytes, at);
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(folder);
}

/** Makes names of a folder last; file systems that cannot are left alone. */
export function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (!isNoFolderSync(error)) {
      throw error;
    }
  }
}

/** Whether a file system said that it cannot sync folders. */
export function isNoFolderSync(error: unknown): boolean {
  return ['EINVAL', 'EISDIR', 'EPERM', 'EACCES', 'ENOTSUP'].includes((error as NodeJS.ErrnoException).code ?? '');
}
