// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as fs from 'node:fs';
import { createHash, hash } from 'node:crypto';
import { dirname } from 'node:path';
import { systemCode } from './disk-error.ts';
import { isNoFolderSync } from './write-durably.ts';

/** The system calls by which a copy is changed; specs let them fail. */
export type Disk = Pick<
  typeof fs,
  | 'chmodSync'
  | 'closeSync'
  | 'fstatSync'
  | 'fsyncSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readFileSync'
  | 'readSync'
  | 'readdirSync'
  | 'renameSync'
  | 'rmdirSync'
  | 'statfsSync'
  | 'unlinkSync'
  | 'utimesSync'
  | 'writeSync'
>;

/** The disk as it is. */
export const realDisk: Disk = fs;

const CREATE = fs.constants.O_WRONLY | fs.constants.O_CREAT | fs.constants.O_EXCL;
const READ = fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK;

const PIECE_BYTES = 1024 * 1024;

/** Answers the bare sha256 of bytes. */
export function sha256(bytes: Uint8Array | string): string {
  return hash('sha256', bytes);
}

/** Looks at what has a name, following no link; undefined if nothing has it. */
export function statOf(disk: Disk, place: string): fs.Stats | undefined {
  try {
    return disk.lstatSync(place, { throwIfNoEntry: false });
  } catch (error) {
    // A file stands where one of the folders should be.
    if (systemCode(error) === 'ENOTDIR') {
      return undefined;
    }
    throw error;
  }
}

/** Reads a regular file, never by way of a link; null if there is none. */
export function readRegular(disk: Disk, place: string): Buffer | null {
  const handle = openRegular(disk, place);
  if (handle === null) {
    return null;
  }
  try {
    return disk.readFileSync(handle);
  } catch (error) {
    if (systemCode(error) === 'EISDIR') {
      return null;
    }
    throw error;
  } finally {
    disk.closeSync(handle);
  }
}

/** Reads a stretch of a regular file, never by way of a link; null if there is no such file, or it ends before. */
export function readRegularPart(disk: Disk, place: string, offset: number, length: number): Buffer | null {
  const handle = openRegular(disk, place);
  if (handle === null) {
    return null;
  }
  try {
    const isThere = offset + length <= disk.fstatSync(handle).size;
    const bytes = Buffer.alloc(isThere ? length : 0);
    return isThere && disk.readSync(handle, bytes, 0, length, offset) === length ? bytes : null;
  } finally {
    disk.closeSync(handle);
  }
}

/** Writes a new file and makes its bytes last; fails if something is there. */
export function createDurably(disk: Disk, place: string, content: Uint8Array | string): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const handle = disk.openSync(place, CREATE, 0o666);
  try {
    writeAll(disk, handle, bytes);
    disk.fsyncSync(handle);
  } finally {
    disk.closeSync(handle);
  }
}

/** What a look at a regular file found. */
export type FileLook = { sha256: string; size: number; mtimeNs: bigint; mode: number };

/**
 * Hashes a regular file, never by way of a link, and copies it on the way if asked.
 *
 * @param to - a new file that gets the bytes and is made to last; null: none
 * @returns null if there is no such file; `isSteady` is false if it changed meanwhile
 */
export function lookAt(disk: Disk, place: string, to: string | null = null): (FileLook & { isSteady: boolean }) | null {
  const handle = openRegular(disk, place);
  if (handle === null) {
    return null;
  }
  try {
    const before = disk.fstatSync(handle, { bigint: true });
    if (!before.isFile()) {
      return null;
    }
    const sum = createHash('sha256');
    const target = to === null ? null : disk.openSync(to, CREATE, 0o666);
    try {
      eachPiece(disk, handle, piece => {
        sum.update(piece);
        if (target !== null) {
          writeAll(disk, target, piece);
        }
      });
      if (target !== null) {
        disk.fsyncSync(target);
      }
    } finally {
      if (target !== null) {
        disk.closeSync(target);
      }
    }
    const after = disk.fstatSync(handle, { bigint: true });
    const isSteady = before.size === after.size && before.mtimeNs === after.mtimeNs;
    const { size, mtimeNs, mode } = after;
    return { sha256: sum.digest('hex'), size: Number(size), mtimeNs, mode: Number(mode) & 0o777, isSteady };
  } finally {
    disk.closeSync(handle);
  }
}

/** One piece of memory serves all files: nothing else runs while one is read. */
let memory: Uint8Array | null = null;

function eachPiece(disk: Disk, handle: number, act: (piece: Uint8Array) => void): void {
  memory ??= new Uint8Array(PIECE_BYTES);
  for (let got = disk.readSync(handle, memory); got > 0; got = disk.readSync(handle, memory)) {
    act(memory.subarray(0, got));
  }
}

function writeAll(disk: Disk, handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) {
    at += disk.writeSync(handle, bytes, at);
  }
}

function openRegular(disk: Disk, place: string): number | null {
  try {
    return disk.openSync(place, READ);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO'].includes(systemCode(error))) {
      return null;
    }
    throw error;
  }
}

/** Makes a folder and those above it. */
export function makeFolder(disk: Disk, folder: string): void {
  disk.mkdirSync(folder, { recursive: true });
}

/** Makes the names in a folder last; one that is gone, or a file system that cannot, is left alone. */
export function syncFolderOn(disk: Disk, folder: string): void {
  try {
    const handle = disk.openSync(folder, 'r');
    try {
      disk.fsyncSync(handle);
    } finally {
      disk.closeSync(handle);
    }
  } catch (error) {
    if (systemCode(error) !== 'ENOENT' && !isNoFolderSync(error)) {
      throw error;
    }
  }
}

/** Puts a file in place of what has that name, or of nothing, in one step, and makes that last. */
export function replaceDurably(disk: Disk, place: string, content: Uint8Array | string, temporary: string): void {
  removeFile(disk, temporary);
  createDurably(disk, temporary, content);
  disk.renameSync(temporary, place);
  syncFolderOn(disk, dirname(place));
}

/** Removes a file or link, if it is there. */
export function removeFile(disk: Disk, place: string): void {
  try {
    disk.unlinkSync(place);
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes(systemCode(error))) {
      throw error;
    }
  }
}

/** Removes a folder and all in it, following no link, if it is there. */
export function removeTree(disk: Disk, folder: string): void {
  let entries: fs.Dirent[];
  try {
    entries = disk.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) {
      return;
    }
    throw error;
  }
  for (const entry of entries) {
    const place = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      removeTree(disk, place);
    } else {
      removeFile(disk, place);
    }
  }
  disk.rmdirSync(folder);
}
