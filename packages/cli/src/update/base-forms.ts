// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { baseForm, hasBaseForm } from '../copies/base-form.ts';
import { OPENED, OPENED_INDEX, readOpenedForm, readOpenedIndex } from '../copies/opened-forms.ts';
import type { Copy } from '../copies/copy.ts';
import type { Disk } from '../files/disk.ts';
import { makeFolder, readRegular, removeFile, replaceDurably, statOf } from '../files/disk.ts';

type Place = Pick<Copy, 'folder' | 'recordFolder'>;

const FASTEST = { level: 1 };
const baseRoot = ({ folder, recordFolder }: Place): string => join(folder, recordFolder, 'base');
const nameOf = (digest: string): string => `${digest.slice('sha256:'.length)}.gz`;

/** Reads what a copy keeps of a released file; null if it keeps nothing, or that is damaged. */
export function readBaseForm(disk: Disk, copy: Place, digest: string): Buffer | null {
  const root = baseRoot(copy);
  try {
    const bytes = readRegular(disk, join(root, nameOf(digest)));
    return bytes ? gunzipSync(bytes) : readOpenedForm(disk, root, digest);
  } catch {
    return null;
  }
}

/** Keeps of released files what later merges need; nothing of data. */
export function keepBaseForms(disk: Disk, copy: Place, sources: Iterable<BaseSource>): void {
  const root = baseRoot(copy);
  const opened = readOpenedIndex(disk, root);
  for (const { path, digest, read } of sources) {
    const place = join(root, nameOf(digest));
    const bytes = opened[digest] || statOf(disk, place) ? null : read();
    const form = bytes && hasBaseForm(path, bytes.length) ? baseForm(path, bytes) : null;
    if (form !== null) {
      makeFolder(disk, root);
      replaceDurably(disk, place, gzipSync(form, FASTEST), `${place}.new`);
    }
  }
}

/** A released file whose base form may be missing; `read` answers null if its bytes are not at hand. */
export type BaseSource = { path: string; digest: string; read: () => Uint8Array | null };

/** Removes base forms that nothing names any more; those of the opening go together. */
export function tidyBaseForms(disk: Disk, copy: Place, named: ReadonlySet<string>): void {
  const root = baseRoot(copy);
  const isOpenedKept = Object.keys(readOpenedIndex(disk, root)).some(digest => named.has(digest));
  const kept = new Set([...[...named].map(nameOf), ...(isOpenedKept ? [OPENED, OPENED_INDEX] : [])]);
  const names = statOf(disk, root)?.isDirectory() ? disk.readdirSync(root) : [];
  names.filter(name => !kept.has(name)).forEach(name => removeFile(disk, join(root, name)));
}
