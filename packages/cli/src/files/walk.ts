// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { BigIntStats, Dirent } from 'node:fs';
import { lstatSync, readdirSync } from 'node:fs';
import type { LeftOut, LeftOutReason } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import { problem, systemCode } from './disk-error.ts';

/** A regular file below a source. */
export type DiskFile = {
  /** Relative to the source, as a release would name it: `/` only, NFC. */
  path: string;
  /** As the system knows it: a name need not be text. */
  place: Buffer;
  /** The name on disk is not text; `path` stands for it with marks for the broken bytes. */
  isNameBroken: boolean;
  stat: FileStat;
};

/** What tells whether a file is still the one that was looked at. */
export type FileStat = { size: number; mtimeNs: bigint; ino: bigint };

/** All that lies below a source. */
export type Walk = { files: DiskFile[]; leftOut: LeftOut[] };

export type WalkOptions = {
  /** Says why a file or folder stays out; null: it goes in. */
  whyLeftOut: (path: string, isFolder: boolean) => LeftOutReason | null;
  /** Whether a folder is an installed environment, by the names in it. */
  isEnvironment: (names: readonly string[]) => boolean;
  /** What the source is called, for messages. */
  name: string;
  signal?: AbortSignal | undefined;
};

/** A left-out folder is counted up to here: nobody waits for the files of an environment. */
const COUNTED = 2000;
const SLASH = Buffer.from('/');

/**
 * Lists the files below a folder. Links are not followed; nothing is opened.
 *
 * @param root - an absolute path
 * @returns in no particular order
 * @throws AtriumError `too-many-files`, `file-unreadable` if the folder itself cannot be read
 */
export function walk(root: string, options: WalkOptions): Walk {
  const walker = new Walker(options);
  walker.folder(Buffer.from(root), '');
  return { files: walker.files, leftOut: walker.leftOut };
}

/** Takes from a stat what the walk keeps. */
export function fileStatOf({ size, mtimeNs, ino }: BigIntStats): FileStat {
  return { size: Number(size), mtimeNs, ino };
}

class Walker {
  readonly files: DiskFile[] = [];
  readonly leftOut: LeftOut[] = [];
  private readonly _options: WalkOptions;

  constructor(options: WalkOptions) {
    this._options = options;
  }

  folder(place: Buffer, path: string): void {
    this._options.signal?.throwIfAborted();
    const entries = this._read(place, path);
    if (path !== '' && this._options.isEnvironment(entries.map(entry => entry.name.toString()))) {
      this._leave(`${path}/`, 'cache', countFiles(place));
      return;
    }
    for (const entry of entries) {
      const name = entry.name.toString();
      const here = Buffer.concat([place, SLASH, entry.name]);
      const isNameBroken = !Buffer.from(name).equals(entry.name);
      this._entry(entry, { here, isNameBroken, path: `${path === '' ? '' : `${path}/`}${name.normalize('NFC')}` });
    }
  }

  private _entry(
    entry: Dirent<Buffer>,
    { here, path, isNameBroken }: { here: Buffer; path: string; isNameBroken: boolean }
  ): void {
    const isFolder = entry.isDirectory();
    const why = this._options.whyLeftOut(path, isFolder);
    if (why) {
      this._leave(isFolder ? `${path}/` : path, why, isFolder ? countFiles(here) : 1);
    } else if (isFolder) {
      this.folder(here, path);
    } else if (entry.isSymbolicLink()) {
      this._leave(path, 'link', 1);
    } else if (!entry.isFile()) {
      this._leave(path, 'special-file', 1);
    } else {
      this._file(path, here, isNameBroken);
    }
  }

  private _file(path: string, place: Buffer, isNameBroken: boolean): void {
    try {
      this.files.push({ path, place, isNameBroken, stat: fileStatOf(lstatSync(place, { bigint: true })) });
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') {
        this._leave(path, 'unreadable', 1);
      }
      // Gone since its folder was listed: as if it had never been there.
      return;
    }
    if (this.files.length > LIMITS.filesPerRelease) {
      throw this._tooMany();
    }
  }

  private _read(place: Buffer, path: string): Dirent<Buffer>[] {
    try {
      return readdirSync(place, { withFileTypes: true, encoding: 'buffer' });
    } catch (error) {
      if (path === '') {
        throw problem('file-unreadable', `The folder ${this._options.name} cannot be read. Check its permissions.`);
      }
      if (systemCode(error) !== 'ENOENT') {
        this._leave(`${path}/`, 'unreadable', 0);
      }
      return [];
    }
  }

  private _leave(path: string, reason: LeftOutReason, files: number): void {
    this.leftOut.push({ path, reason, files });
  }

  private _tooMany(): Error {
    const perFolder = new Map<string, number>();
    for (const { path } of this.files) {
      const folder = path.slice(0, path.lastIndexOf('/') + 1);
      perFolder.set(folder, (perFolder.get(folder) ?? 0) + 1);
    }
    const [folder, count] = [...perFolder].sort(([, a], [, b]) => b - a)[0] ?? ['', 0];
    const where = folder === '' ? '' : ` (${folder} alone holds ${count} or more)`;
    return problem(
      'too-many-files',
      `${this._options.name} holds more than ${LIMITS.filesPerRelease} files${where}. ` +
        'Name some of them in a file .atriumignore, or publish a part of the folder.'
    );
  }
}

function countFiles(folder: Buffer): number {
  const folders = [folder];
  let count = 0;
  for (let at = folders.pop(); at && count < COUNTED; at = folders.pop()) {
    for (const entry of entriesOf(at) ?? []) {
      if (entry.isDirectory()) {
        folders.push(Buffer.concat([at, SLASH, entry.name]));
      } else {
        count++;
      }
    }
  }
  return count;
}

/** Reads a folder; null if it cannot be read. */
function entriesOf(folder: Buffer): Dirent<Buffer>[] | null {
  try {
    return readdirSync(folder, { withFileTypes: true, encoding: 'buffer' });
  } catch {
    return null;
  }
}
