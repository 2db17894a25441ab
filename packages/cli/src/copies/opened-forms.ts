// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { join } from 'node:path';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import * as Type from 'typebox';
import type { Disk } from '../files/disk.ts';
import { readRegular, readRegularPart } from '../files/disk.ts';
import { lazyCheck } from '../files/lazy-check.ts';

/** The base forms of all that a copy was opened with, one after another. */
export const OPENED = 'opened.zst';
/** Says where each of them is. */
export const OPENED_INDEX = 'opened.json';

const FASTEST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Where a base form is in the file of all, in bytes, by the digest of the released file. */
const OpenedForms = Type.Record(
  Type.String(),
  Type.Tuple([Type.Integer({ minimum: 0 }), Type.Integer({ minimum: 1 })])
);
export type OpenedForms = Type.Static<typeof OpenedForms>;

const isOpenedForms = lazyCheck(OpenedForms);

/** Compresses a base form. */
export function packForm(form: string | Uint8Array): Buffer {
  return zstdCompressSync(form, FASTEST);
}

/** Reads where the base forms of a copy's opening are; nothing if it has none, or their index is damaged. */
export function readOpenedIndex(disk: Disk, root: string): OpenedForms {
  const bytes = readRegular(disk, join(root, OPENED_INDEX));
  try {
    const index: unknown = bytes && JSON.parse(bytes.toString());
    return isOpenedForms(index) ? index : {};
  } catch {
    return {};
  }
}

/** Reads a base form of a copy's opening; null if there is none. Throws if it is damaged. */
export function readOpenedForm(disk: Disk, root: string, digest: string): Buffer | null {
  const place = readOpenedIndex(disk, root)[digest];
  const packed = place && readRegularPart(disk, join(root, OPENED), ...place);
  return packed ? zstdDecompressSync(packed) : null;
}
