// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { closeSync, fsync, lstatSync, mkdirSync, openSync, statfsSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { FileTable } from '@jupyter-atrium/api';
import type { IDownloadTarget, IFileSink, TableFile } from '@jupyter-atrium/client';
import { cutFile } from '@jupyter-atrium/client';
import { isFull, problem } from '../files/disk-error.ts';
import { withFile } from '../files/read-file.ts';
import { syncFolder } from '../files/write-durably.ts';
import { nodeCodec } from '../node-codec.ts';

const sync = promisify(fsync);

/** Files whose bytes are on their way to the disk while the next ones are written. */
const SYNCING = 32;

/** Writes a release below a folder. */
export class FolderTarget implements IDownloadTarget {
  private readonly _folder: string;
  private readonly _mayHold: boolean;
  private readonly _made = new Set<string>();
  private readonly _syncing = new Set<Promise<void>>();
  private _fault: { error: unknown } | null = null;
  private _needed = 0;

  /**
   * @param folder - absolute; exists
   * @param mayHold - an earlier try may have written some of the files
   */
  constructor(folder: string, mayHold: boolean) {
    this._folder = folder;
    this._mayHold = mayHold;
  }

  async prepare(table: FileTable): Promise<void> {
    this._needed = table.files.reduce((sum, file) => sum + file.size, 0);
    const { bavail, bsize } = statfsSync(this._folder);
    const free = bavail * bsize;
    if (!this._mayHold && free < this._needed) {
      throw noSpace(this._needed, free);
    }
  }

  async has(file: TableFile): Promise<boolean> {
    const place = join(this._folder, file.path);
    if (!this._mayHold || lstatSync(place, { throwIfNoEntry: false })?.size !== file.size) {
      return false;
    }
    const { digest } = await withFile(Buffer.from(place), file.path, ({ read }) => cutFile(read, nodeCodec));
    return digest === file.digest;
  }

  begin(file: Pick<TableFile, 'path'>): Promise<IFileSink> {
    return this._open(file.path);
  }

  /** Writes a small file that is no part of the release. */
  async write(path: string, content: string): Promise<void> {
    const sink = await this._open(path);
    await sink.write(Buffer.from(content));
    await sink.end();
  }

  /** Waits until everything is on the disk. */
  async finish(): Promise<void> {
    await Promise.all(this._syncing);
    this._throwFault();
    for (const folder of [...this._made, '.']) {
      syncFolder(join(this._folder, folder));
    }
  }

  private async _open(path: string): Promise<IFileSink> {
    const handle = this._act(() => {
      this._makeFolder(dirname(path));
      return openSync(join(this._folder, path), 'w');
    });
    return {
      write: async bytes =>
        this._act(() => {
          for (let at = 0; at < bytes.length;) {
            at += writeSync(handle, bytes, at);
          }
        }),
      end: () => this._end(handle),
      drop: async () => closeSync(handle)
    };
  }

  private async _end(handle: number): Promise<void> {
    const synced: Promise<void> = sync(handle)
      .catch((error: unknown) => {
        this._fault ??= { error };
      })
      .finally(() => {
        closeSync(handle);
        this._syncing.delete(synced);
      });
    this._syncing.add(synced);
    if (this._syncing.size >= SYNCING) {
      await Promise.race(this._syncing);
    }
    this._throwFault();
  }

  private _throwFault(): void {
    const { _fault: fault } = this;
    if (fault) {
      this._act(() => {
        throw fault.error;
      });
    }
  }

  private _makeFolder(path: string): void {
    if (path === '.' || this._made.has(path)) {
      return;
    }
    this._makeFolder(dirname(path));
    mkdirSync(join(this._folder, path), { recursive: true });
    this._made.add(path);
  }

  private _act<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw isFull(error) ? noSpace(this._needed, null) : error;
    }
  }
}

function noSpace(needed: number, free: number | null): Error {
  const left = free === null ? 'is full' : `has ${megabytes(free)} left`;
  return problem('no-space', `Your disk ${left}; this copy needs ${megabytes(needed)}. Nothing was written.`, {
    needed,
    ...(free === null ? {} : { free })
  });
}

function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${Math.round(bytes / 1e6)} MB`;
}
