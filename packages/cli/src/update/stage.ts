// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { join } from 'node:path';
import type { FileTable, Origin } from '@jupyter-atrium/api';
import type { IDownloadTarget, IFileSink, TableFile } from '@jupyter-atrium/client';
import type { Copy } from '../copies/copy.ts';
import { problem } from '../files/disk-error.ts';
import type { Disk } from '../files/disk.ts';
import {
  createDurably,
  lookAt,
  makeFolder,
  readRegular,
  removeFile,
  removeTree,
  syncFolderOn,
  statOf
} from '../files/disk.ts';
import { sizeWords } from '../terminal/words.ts';

/** Bytes that lie ready, on the same disk as the copy. */
export type Staged = { place: string; sha256: string };

/** Where files of a release, and results of merges, wait until they are put in place. */
export class Stage implements IDownloadTarget {
  private readonly _disk: Disk;
  private readonly _folder: string;
  private readonly _copy: Copy;
  private readonly _isNeeded: (digest: string) => boolean;
  private _count = 0;

  /**
   * @param isNeeded - which files of the release must be fetched, by digest
   */
  constructor(copy: Copy, disk: Disk, isNeeded: (digest: string) => boolean) {
    this._copy = copy;
    this._disk = disk;
    this._isNeeded = isNeeded;
    this._folder = join(copy.folder, copy.recordFolder, 'stage');
    makeFolder(disk, join(this._folder, 'files'));
  }

  async prepare(table: FileTable): Promise<void> {
    const missing = table.files.filter(({ digest }) => this._isNeeded(digest) && !this._isHere(digest));
    const needed = missing.reduce((sum, { size }) => sum + size, 0);
    const { bavail, bsize } = this._disk.statfsSync(this._copy.folder);
    if (needed > 0 && bavail * bsize < 2 * needed) {
      throw problem(
        'no-space',
        `Your disk has ${sizeWords(bavail * bsize)} left; this update needs ${sizeWords(2 * needed)}. Nothing was changed. Make room, then try again.`,
        { needed: 2 * needed, free: bavail * bsize }
      );
    }
  }

  async has({ digest }: TableFile): Promise<boolean> {
    return !this._isNeeded(digest) || this._isHere(digest);
  }

  async begin({ digest }: TableFile): Promise<IFileSink> {
    const place = this._placeOf(digest);
    const part = `${place}.part`;
    removeFile(this._disk, part);
    const handle = this._disk.openSync(part, 'wx');
    return {
      write: async bytes => {
        for (let at = 0; at < bytes.length;) {
          at += this._disk.writeSync(handle, bytes, at);
        }
      },
      end: async () => {
        this._disk.fsyncSync(handle);
        this._disk.closeSync(handle);
        this._disk.renameSync(part, place);
      },
      drop: async () => this._disk.closeSync(handle)
    };
  }

  /** Reads a file of the release that was fetched; null if it was not. */
  read(digest: string): Uint8Array | null {
    return readRegular(this._disk, this._placeOf(digest));
  }

  /** Puts bytes ready. */
  put(content: Uint8Array | string, sha256: string): Staged {
    const place = this._next();
    createDurably(this._disk, place, content);
    return { place, sha256 };
  }

  /**
   * Copies a file there.
   *
   * @param place - absolute
   * @returns null if it does not hold what it should
   */
  copy(place: string, sha256: string): Staged | null {
    const to = this._next();
    return lookAt(this._disk, place, to)?.sha256 === sha256 ? { place: to, sha256 } : null;
  }

  /** Puts a fetched file ready; null if it was not fetched. */
  fetched(digest: string): Staged | null {
    return this.copy(this._placeOf(digest), digest.slice('sha256:'.length));
  }

  /** Bytes of something that lies ready. */
  sizeOf(place: string): number {
    return this._disk.lstatSync(place).size;
  }

  /** Reads something that lies ready. */
  readStaged(place: string): Uint8Array {
    return this._disk.readFileSync(place);
  }

  /** What a record says of a file once it is in place: renaming keeps its time. */
  diskEntry({ place, sha256 }: Staged): Origin['files'][string]['disk'] {
    const { size, mtimeNs } = this._disk.lstatSync(place, { bigint: true });
    return { sha256, size: Number(size), mtimeNs: String(mtimeNs) };
  }

  /** Makes the names last. */
  sync(): void {
    syncFolderOn(this._disk, this._folder);
  }

  /** Takes everything away. */
  clear(): void {
    removeTree(this._disk, this._folder);
  }

  private _isHere(digest: string): boolean {
    return statOf(this._disk, this._placeOf(digest)) !== undefined;
  }

  private _placeOf(digest: string): string {
    return join(this._folder, 'files', digest.slice('sha256:'.length));
  }

  private _next(): string {
    const place = join(this._folder, `ready-${this._count++}`);
    removeFile(this._disk, place);
    return place;
  }
}
