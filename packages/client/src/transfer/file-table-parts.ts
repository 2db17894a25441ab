// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileEntry, PutFiles } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import type { UploadFile } from './upload-plan.ts';

/** The release a draft starts from, and its files. */
export type UploadBase = {
  manifest: string;
  files: readonly FileEntry[];
  /** Whether the service surely holds their content. */
  isHeld: boolean;
};

/** Leaves room for what stands around the entries. */
const PART_BYTES = LIMITS.fileTableBytes - 64 * 1024;

const encoder = new TextEncoder();

/**
 * Writes a file table as changes to a base, in parts that each fit one call.
 *
 * @param base - null: the draft's table is empty
 * @returns at least one part; the last one is for `sealDraft`, those before for `putFiles`
 */
export function fileTableParts(files: readonly UploadFile[], base: UploadBase | null): PutFiles[] {
  const old = new Map(base?.files.map(file => [file.path, file]));
  const known = knownDigests(base);
  const paths = new Set(files.map(file => file.path));
  const parts = new PartsWriter(base?.manifest ?? null);
  for (const path of old.keys()) {
    if (!paths.has(path)) {
      parts.roomFor(path).remove.push(path);
    }
  }
  for (const { path, digest, size, mediaType, chunks } of files) {
    const before = old.get(path);
    const isSame = before?.digest === digest && before.mediaType === mediaType;
    if (!isSame || !known.has(digest)) {
      const entry = { path, digest, size, mediaType };
      const put = known.has(digest) ? entry : { ...entry, chunks: chunks.map(([hash]) => hash) };
      parts.roomFor(put).put.push(put);
    }
  }
  return parts.parts;
}

/** Begins a new part when one is full. */
class PartsWriter {
  readonly parts: PutFiles[] = [];
  private _part: PutFiles;
  private _room = PART_BYTES;

  constructor(base: string | null) {
    this._part = { base, remove: [], put: [] };
    this.parts.push(this._part);
  }

  /** Answers the part an item fits into. */
  roomFor(item: unknown): PutFiles {
    const bytes = encoder.encode(JSON.stringify(item)).length + 1;
    if (bytes > this._room) {
      this._part = { base: null, remove: [], put: [] };
      this.parts.push(this._part);
      this._room = PART_BYTES;
    }
    this._room -= bytes;
    return this._part;
  }
}

/** Digests of files that need not be sent. */
export function knownDigests(base: UploadBase | null): ReadonlySet<string> {
  return new Set(base?.isHeld ? base.files.map(file => file.digest) : []);
}
