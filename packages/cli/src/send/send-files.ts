// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { PublishedAs, Sealed } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import type { Client, IUploadOptions, UploadFile } from '@jupyter-atrium/client';
import { AtriumError, upload } from '@jupyter-atrium/client';
import { withFile } from '../files/read-file.ts';
import { nodeCodec } from '../node-codec.ts';
import type { PreparedFile } from '../scan/prepare-file.ts';
import { publishedBytes } from '../scan/prepare-file.ts';
import { entryOf } from '../scan/scan.ts';
import { baseAsPublished, baseOfDraft } from './base-of-draft.ts';
import { keepTable } from './known-tables.ts';

/** What sending needs beside the files. */
export interface ISendOptions extends Omit<IUploadOptions, 'codec' | 'base' | 'client'> {
  client: IUploadOptions['client'] & Pick<Client, 'getBaseFiles'>;
  withOutputs: boolean;
  /** The draft is of a new work; where that is not known, the service is asked. */
  isNew: boolean;
  /** What the source was last published as: most likely the release that the draft starts from. */
  published: PublishedAs | null;
  /** The person's cache folder. */
  cache: string;
}

/** As many neighbouring bytes as an upload asks for at once. */
const READ_BYTES = 1024 * 1024;

/** Sends prepared files into the draft of a ticket and seals it. */
export async function sendFiles(prepared: readonly PreparedFile[], options: ISendOptions): Promise<Sealed> {
  const sealed = await sendUpdate(prepared, options);
  keepTable(options.cache, sealed.filesDigest, prepared.map(entryOf));
  return sealed;
}

async function sendUpdate(prepared: readonly PreparedFile[], options: ISendOptions): Promise<Sealed> {
  const reader = new PublishedReader(options.withOutputs);
  const files = prepared.map((each): UploadFile => ({
    ...entryOf(each),
    chunks: each.cut.chunks,
    read: (start, length) => reader.read(each, start, length)
  }));
  const transfer = { ...options, codec: nodeCodec };
  if (options.isNew) {
    return upload(files, { ...transfer, base: null });
  }
  const likely = baseAsPublished(options.published, options.cache);
  try {
    return await upload(files, { ...transfer, base: likely ?? (await baseOfDraft(options)) });
  } catch (error) {
    if (!likely || !(error instanceof AtriumError) || error.code !== 'bad-content') {
      throw error;
    }
    // The draft is of another work than the source was published as.
    return upload(files, { ...transfer, base: await baseOfDraft(options) });
  }
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
