// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { comparePaths } from '@jupyter-atrium/api';
import { IGNORE_FILE, createLeaveOut, isEnvironmentFolder } from '@jupyter-atrium/notebooks';
import { withFile } from '../files/read-file.ts';
import type { Source } from '../files/source.ts';
import type { Walk } from '../files/walk.ts';
import { fileStatOf, walk } from '../files/walk.ts';

const IGNORE_FILE_BYTES = 1024 * 1024;

/**
 * Lists what would be published of a source, and what would not.
 *
 * @param chosen - paths the person chose to leave out, relative to the source
 * @returns files ordered by the bytes of their paths
 */
export async function listFiles(
  source: Source,
  chosen: readonly string[],
  signal: AbortSignal | undefined
): Promise<Walk> {
  if (source.file !== null) {
    return oneNotebook(source.folder, source.file);
  }
  const whyLeftOut = createLeaveOut({ ignoreFile: await readIgnoreFile(source.folder), chosen });
  const { name } = source;
  const found = walk(source.folder, { whyLeftOut, isEnvironment: isEnvironmentFolder, name, signal });
  found.files.sort((a, b) => comparePaths(a.path, b.path));
  found.leftOut.sort((a, b) => comparePaths(a.path, b.path));
  return found;
}

function oneNotebook(folder: string, file: string): Walk {
  const place = Buffer.from(join(folder, file));
  const stat = fileStatOf(lstatSync(place, { bigint: true }));
  return { files: [{ path: file.normalize('NFC'), place, isNameBroken: false, stat }], leftOut: [] };
}

async function readIgnoreFile(folder: string): Promise<string> {
  const place = Buffer.from(join(folder, IGNORE_FILE));
  if (!lstatSync(place, { throwIfNoEntry: false })?.isFile()) {
    return '';
  }
  return withFile(place, IGNORE_FILE, file => Buffer.from(file.readAt(0, IGNORE_FILE_BYTES)).toString('utf8'));
}
