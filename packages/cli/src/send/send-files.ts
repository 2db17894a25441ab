// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Sealed } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import type { IUploadOptions, UploadFile } from '@jupyter-atrium/client';
import { upload } from '@jupyter-atrium/client';
import { withFile } from '../files/read-file.ts';
import { nodeCodec } from '../node-codec.ts';
import type { PreparedFile } from '../scan/prepare-file.ts';
import { publishedBytes } from '../scan/prepare-file.ts';
import { entryOf } from '../scan/scan.ts';

/** As many neighbouring bytes as an upload asks for at once. */
const READ_BYTES = 1024 * 1024;

/** Sends prepared files into the draft of a ticket and seals it. */
export function sendFiles(
  files: readonly PreparedFile[],
  withOutputs: boolean,
  options: Omit<IUploadOptions, 'codec'>
): Promise<Sealed> {
  const reader = new PublishedReader(withOutputs);
  return upload(
    files.map((prepared): UploadFile => ({
      ...entryOf(prepared),
      chunks: prepared.cut.chunks,
      read: (start, length) => reader.read(prepared, start, length)
    })),
    { ...options, codec: nodeCodec }
  );
}

/** Reads parts of what is published; of a notebook made ready for it, the last one is kept. */
class PublishedReader {
  private readonly _withOutputs: boolean;
  private readonly _memory = new Uint8Array(READ_BYTES);
  private _last: { prepared: PreparedFile; bytes: Uint8Array } | null = null;

  constructor(withOutputs: boolean) {
    this._withOutputs = withOutputs;
  }

  async read(prepared: PreparedFile, start: number, length: number): Promise<Uint8Array> {
    const { file, cut } = prepared;
    if (cut.isAsOnDisk) {
      return withFile(file.place, file.path, open => open.readAt(start, length, this._memory));
    }
    if (this._last?.prepared !== prepared || start === 0) {
      const bytes = await withFile(file.place, file.path, open => open.readAt(0, LIMITS.notebookBytes + 1));
      this._last = { prepared, bytes: publishedBytes(file.path, bytes, this._withOutputs) };
    }
    return this._last.bytes.subarray(start, start + length);
  }
}
