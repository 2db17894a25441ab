// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { existsSync } from 'node:fs';
import type { LeftOut } from '@jupyter-atrium/api';
import { AtriumError, cutBuffer } from '@jupyter-atrium/client';
import type { TransferProgress } from '@jupyter-atrium/client';
import type { Source } from '../files/source.ts';
import { StatCache } from '../files/stat-cache.ts';
import type { DiskFile } from '../files/walk.ts';
import { listFiles } from './list-files.ts';
import type { PreparedContent, PreparedFile } from './prepare-file.ts';
import { prepareFile } from './prepare-file.ts';

/** What every look at a source needs. */
export interface IReadOptions {
  withOutputs: boolean;
  /** Relative to the source. */
  leaveOut: readonly string[];
  /** The person's cache folder. */
  cache: string;
  now: () => number;
  signal?: AbortSignal | undefined;
  onProgress: (progress: TransferProgress) => void;
}

/** The files of a source, ready to be named and sent. */
export type Prepared = { files: PreparedFile[]; leftOut: LeftOut[] };

/** The program hears that it should stop only between two turns of its loop. */
const TURN_MS = 100;

/**
 * Reads all files of a source, or remembers them.
 *
 * @param look - called with the inside of each file, which is then forgotten; absent: nobody wants to know
 * @returns files ordered by the bytes of their paths; unreadable ones are left out, vanished ones are not there
 * @throws AtriumError `file-changed`, `too-many-files`; the signal's reason
 */
export async function prepareAll(
  source: Source,
  options: IReadOptions,
  look?: (content: PreparedContent) => void
): Promise<Prepared> {
  const cache = new StatCache(options.cache, source.folder, options.now());
  const listed = await listFiles(source, options.leaveOut, options.signal);
  const reader = new Reader(listed.files, listed.leftOut, options);
  const prepare = { withOutputs: options.withOutputs, isLook: look !== undefined, cache, buffer: cutBuffer() };
  for (const file of listed.files) {
    await reader.turn();
    const prepared = await reader.take(file, () => prepareFile(file, prepare));
    if (prepared?.content) {
      look?.(prepared.content);
    }
  }
  cache.save(new Set(listed.files.map(file => file.path)));
  return { files: reader.files, leftOut: reader.leftOut };
}

class Reader {
  readonly files: PreparedFile[] = [];
  readonly leftOut: LeftOut[];
  private readonly _options: IReadOptions;
  private readonly _total: number;
  private readonly _count: number;
  private _done = 0;
  private _turnedAt: number;

  constructor(files: readonly DiskFile[], leftOut: readonly LeftOut[], options: IReadOptions) {
    this.leftOut = [...leftOut];
    this._options = options;
    this._total = files.reduce((sum, file) => sum + file.stat.size, 0);
    this._count = files.length;
    this._turnedAt = options.now();
    this._tell(0);
  }

  async turn(): Promise<void> {
    if (this._options.now() - this._turnedAt >= TURN_MS) {
      await new Promise(resolve => setImmediate(resolve));
      this._turnedAt = this._options.now();
    }
    this._options.signal?.throwIfAborted();
  }

  async take(file: DiskFile, prepare: () => Promise<PreparedFile>): Promise<PreparedFile | null> {
    const prepared = await this._prepare(file, prepare);
    if (prepared) {
      // What is inside is looked at once; kept for all files it would not fit.
      this.files.push({ ...prepared, content: null });
    }
    this._tell(file.stat.size);
    return prepared;
  }

  private async _prepare(file: DiskFile, prepare: () => Promise<PreparedFile>): Promise<PreparedFile | null> {
    try {
      return await prepare();
    } catch (error) {
      const code = error instanceof AtriumError ? error.code : null;
      if (code === 'file-unreadable') {
        this.leftOut.push({ path: file.path, reason: 'unreadable', files: 1 });
      } else if (code !== 'file-changed' || existsSync(file.place)) {
        throw error;
      }
      return null;
    }
  }

  private _tell(bytes: number): void {
    this._done += bytes;
    this._options.onProgress({
      phase: 'read',
      done: this._done,
      total: this._total,
      unit: 'bytes',
      files: [this.files.length, this._count]
    });
  }
}
