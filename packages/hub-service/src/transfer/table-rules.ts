// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { setImmediate } from 'node:timers/promises';
import { LIMITS, PATH_FAULT_WORDS, checkPath, foldPath } from '@jupyter-atrium/api';
import type { DraftFile } from '../drafts/store.ts';
import { BadContentError } from '../errors.ts';
import { BadNameError, TooLargeError, TooManyFilesError } from './errors.ts';

/** Names of a copy's own record, which a release may not hold. */
const RESERVED = new Set(['.atrium', '_atrium']);

/** Paths looked at before others get a turn. */
const SLICE = 500;

/** Bytes a manifest takes for a layer beside path, size and media type. */
const LAYER_BYTES = 190;

/** A name that some system cannot hold, of paths alone; cheap enough for every call. */
export function demandName(path: string): void {
  const fault = checkPath(path);
  if (fault) {
    throw new BadNameError(path, PATH_FAULT_WORDS[fault]);
  }
  if (RESERVED.has(path.split('/')[0] ?? '')) {
    throw new BadNameError(path, 'is kept for the record of a copy');
  }
}

/**
 * Lets through a table that can become a release.
 *
 * @param files - all of it, ordered by path
 * @throws TooManyFilesError, TooLargeError, BadNameError, BadContentError
 */
export async function demandTable(files: readonly DraftFile[]): Promise<void> {
  if (files.length > LIMITS.filesPerRelease) {
    throw new TooManyFilesError(files.length);
  }
  if (files.length === 0) {
    throw new BadContentError('There is no file to publish. Choose at least one.');
  }
  await demandApart(files);
  let manifest = 0;
  for (const { path, size, mediaType } of files) {
    if (size > LIMITS.fileBytes) {
      throw new TooLargeError(`“${path}” is larger than 5 GiB. Leave it out, or publish it elsewhere and link to it.`);
    }
    manifest += LAYER_BYTES + Buffer.byteLength(JSON.stringify(path)) + mediaType.length + String(size).length;
  }
  if (manifest > LIMITS.manifestBytes) {
    throw new TooLargeError('The list of files is longer than 4 MiB. Use shorter names or fewer files.');
  }
}

/** No two names may be one on some system, nor may a file be a folder of another. */
async function demandApart(files: readonly DraftFile[]): Promise<void> {
  const seen = new Map<string, string>();
  const folders = new Map<string, string>();
  for (const [index, { path }] of files.entries()) {
    if (index % SLICE === SLICE - 1) {
      await setImmediate();
    }
    const folded = foldPath(path);
    const other = seen.get(folded);
    if (other !== undefined) {
      throw new BadNameError(path, `and “${other}” are one name on some systems`);
    }
    seen.set(folded, path);
    for (let end = folded.lastIndexOf('/'); end > 0 && !folders.has(folded.slice(0, end));) {
      folders.set(folded.slice(0, end), path);
      end = folded.lastIndexOf('/', end - 1);
    }
  }
  for (const [folder, inside] of folders) {
    const file = seen.get(folder);
    if (file !== undefined) {
      throw new BadNameError(file, `is a file, and a folder of “${inside}”`);
    }
  }
}
