// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { join } from 'node:path';
import { Digest, Label } from '@jupyter-atrium/api';
import * as Type from 'typebox';
import { Value } from 'typebox/value';
import type { Copy } from '../copies/copy.ts';
import type { Disk } from '../files/disk.ts';
import { readRegular } from '../files/disk.ts';

/** Documents that were open in a page during an update, until the page has merged and saved them. */
export const Unsettled = Type.Object({
  /** Name of the update's undo folder. */
  update: Type.String(),
  release: Type.Object({ label: Label, manifest: Digest }),
  documents: Type.Array(
    Type.Object({
      /** Of the release. */
      released: Type.String(),
      /** In the copy. */
      path: Type.String(),
      theirs: Digest,
      /** Bare sha256 of the file on disk at the update. */
      before: Type.String(),
      size: Type.Integer()
    })
  )
});
export type Unsettled = Type.Static<typeof Unsettled>;

/** Where they are written down, relative to the copy's folder. */
export function openPath({ recordFolder }: Pick<Copy, 'recordFolder'>): string {
  return `${recordFolder}/open.json`;
}

/** Reads which documents are not settled; null if all are. */
export function readUnsettled(disk: Disk, copy: Pick<Copy, 'folder' | 'recordFolder'>): Unsettled | null {
  const bytes = readRegular(disk, join(copy.folder, openPath(copy)));
  try {
    const unsettled: unknown = bytes && JSON.parse(bytes.toString('utf8'));
    return Value.Check(Unsettled, unsettled) ? unsettled : null;
  } catch {
    // The next update merges those files from disk.
    return null;
  }
}
