// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileTable } from '@jupyter-atrium/api';
import { AtriumError } from '../error.ts';
import type { ChunkFetcher } from './chunk-fetcher.ts';
import type { IHasher } from './codec.ts';
import { hexOf } from './codec.ts';
import type { IDownloadOptions, IFileSink, ILocalChunks } from './download.ts';
import type { DownloadBatch, TableFile } from './download-plan.ts';

type OpenFile = {
  file: TableFile;
  sink: IFileSink;
  /** Null: the file is one chunk, whose hash is the file's. */
  hasher: IHasher | null;
};

/** Writes chunks into files, in order, verifies each file, and counts. */
export class FilesWriter {
  private readonly _options: FilesWriter.IOptions;
  private readonly _total: number;
  private readonly _files: number;
  private _open: OpenFile | null = null;
  private _done = 0;
  private _finished = 0;

  constructor(options: FilesWriter.IOptions) {
    this._options = options;
    this._files = options.table.files.length;
    this._total = options.table.files.reduce((sum, file) => sum + file.size, 0);
  }

  /** Counts a file that is there already. */
  skip(file: TableFile): void {
    this._done += file.size;
    this._finished++;
    this._tell();
  }

  /** Writes a file without content. */
  async empty(file: TableFile): Promise<void> {
    const sink = await this._options.target.begin(file);
    await sink.end();
    this.skip(file);
  }

  /** Writes the next chunk: from those fetched, else from this disk. */
  async write(step: DownloadBatch['steps'][number], chunks: ReadonlyMap<string, Uint8Array>): Promise<void> {
    const [hash, length] = step.chunk;
    const bytes = chunks.get(hash) ?? (await this._local(hash));
    const open = (this._open ??= await this._begin(step.file));
    open.hasher?.update(bytes);
    await open.sink.write(bytes);
    this._done += length;
    if (step.isLast) {
      await this._end(open, open.hasher ? hexOf(await open.hasher.digest()) : hash);
    }
    this._tell();
  }

  /** Leaves the file that is being written; never throws. */
  async drop(): Promise<void> {
    await this._open?.sink.drop();
    this._open = null;
  }

  private async _begin(file: TableFile): Promise<OpenFile> {
    const hasher = file.chunks.length > 1 ? this._options.codec.hasher() : null;
    return { file, sink: await this._options.target.begin(file), hasher };
  }

  private async _end({ file, sink }: OpenFile, hash: string): Promise<void> {
    if (`sha256:${hash}` !== file.digest) {
      throw new AtriumError({
        message: `${file.path} did not arrive as it was published, so no copy was opened. Tell the hub’s operator.`,
        status: 0,
        code: 'bad-content',
        detail: { path: file.path }
      });
    }
    this._open = null;
    await sink.end();
    this._finished++;
  }

  /** Reads a chunk from this disk; fetches it after all if it is gone or changed. */
  private async _local(hash: string): Promise<Uint8Array> {
    const { local, fetcher, signal } = this._options;
    const bytes = await local?.read(hash);
    if (bytes && (await fetcher.isChunk(hash, bytes))) {
      return bytes;
    }
    const fetched = await fetcher.fetch([hash], signal);
    return fetched.get(hash) ?? new Uint8Array();
  }

  private _tell(): void {
    this._options.onProgress({
      phase: 'fetch',
      done: this._done,
      total: this._total,
      unit: 'bytes',
      sent: this._options.fetcher.received,
      files: [this._finished, this._files]
    });
  }
}

export declare namespace FilesWriter {
  interface IOptions extends Pick<IDownloadOptions, 'target' | 'codec' | 'onProgress' | 'signal'> {
    table: FileTable;
    fetcher: ChunkFetcher;
    local: ILocalChunks | null;
  }
}
