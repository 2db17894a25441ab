// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileEntry } from '@jupyter-atrium/api';
import { keepNewest } from '../files/keep-newest.ts';
import { writeDurably } from '../files/write-durably.ts';

/** Tables of the last publishes that are kept. */
const KEPT = 20;

const folderOf = (cache: string): string => join(cache, 'tables');
const pathOf = (cache: string, filesDigest: string): string =>
  join(folderOf(cache), `${filesDigest.slice('sha256:'.length)}.json`);

/**
 * Remembers which files a publish had, so that the next one need not ask the service. Never throws: losing it costs
 * one call.
 */
export function keepTable(cache: string, filesDigest: string, files: readonly FileEntry[]): void {
  try {
    writeDurably(pathOf(cache, filesDigest), JSON.stringify(files), 0o600);
    keepNewest(folderOf(cache), KEPT);
  } catch {
    // The next publish asks.
  }
}

/** Answers the files that a publish had; null if that is not known here. */
export function findTable(cache: string, filesDigest: string): FileEntry[] | null {
  try {
    return JSON.parse(readFileSync(pathOf(cache, filesDigest), 'utf8')) as FileEntry[];
  } catch {
    return null;
  }
}
