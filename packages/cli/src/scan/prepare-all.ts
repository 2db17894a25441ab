// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { existsSync } from 'node:fs';
import type { LeftOut } from '@jupyter-atrium/api';
import { AtriumError, cutBuffer } from '@jupyter-atrium/client';
import type { TransferProgress } from '@jupyter-atrium/client';
import type { Source } from '../files/source.ts';
import { StatCache } from '../files/stat-cache.ts';
import type { DiskFile } from '../files/walk.ts';
import type { Inspector } from './file-look.ts';
import { listFiles } from './list-files.ts';
import { LookCache } from './look-cache.ts';
import type { PreparedFile } from './prepare-file.ts';
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
 * @param inspector - looks into each file; null: nobody wants to know what is inside
 * @returns files ordered by the bytes of their paths; unreadable ones are left out, vanished ones are not there
 * @throws AtriumError `file-changed`, `too-many-files`; the signal's reason
 */
export async function prepareAll(
  source: Source,
  options: IReadOptions,
  inspector: Inspector | null = null
): Promise<Prepared> {
  const cache = new StatCache(options.cache, source.folder, options.now());
  const looks = new LookCache(options.cache, source.folder);
  const listed = await listFiles(source, options.leaveOut, options.signal);
  const reader = new Reader(listed.files, listed.leftOut, options);
  const prepare = { withOutputs: options.withOutputs, inspector, cache, looks, buffer: cutBuffer() };
  for (const file of listed.files) {
    await reader.turn();
    await reader.take(file, () => prepareFile(file, prepare));
  }
  cache.save(new Set(listed.files.map(file => file.path)));
  looks.save();
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

  async take(file: DiskFile, prepare: () => Promise<PreparedFile>): Promise<void> {
    const prepared = await this._prepare(file, prepare);
    if (prepared) {
      this.files.push(prepared);
    }
    this._tell(file.stat.size);
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
