// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { problem, systemCode } from './disk-error.ts';
import type { FileStat } from './walk.ts';
import { fileStatOf } from './walk.ts';

/** Opens neither links nor, waiting for ever, pipes. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** An open regular file. */
export type OpenFile = {
  /** When it was opened. */
  stat: FileStat;
  /** Now. */
  statAgain: () => FileStat;
  /** Reads on from where the last call ended; answers 0 at what was the end when it was opened. */
  read: (into: Uint8Array) => number;
  /** Reads exactly `length` bytes, fewer at the end; into the memory given, if there is some and it is large enough. */
  readAt: (start: number, length: number, memory?: Uint8Array) => Uint8Array;
};

/**
 * Opens a regular file for the time of an act.
 *
 * @param path - for messages
 * @throws AtriumError `file-unreadable`, or `file-changed` when it is gone or no regular file any more
 */
export async function withFile<T>(place: Buffer, path: string, act: (file: OpenFile) => Promise<T> | T): Promise<T> {
  const handle = open(place, path);
  try {
    return await act(openFile(handle, path));
  } finally {
    closeSync(handle);
  }
}

/** Whether two looks at a file saw the same. */
export function isSameStat(a: FileStat, b: FileStat): boolean {
  return a.size === b.size && a.mtimeNs === b.mtimeNs && a.ino === b.ino;
}

/** A file that would not hold still, in the words people see. */
export function fileChanged(path: string): Error {
  return problem(
    'file-changed',
    `${path} changed while it was read. Nothing was published. Close what writes to it, then try again.`,
    { path }
  );
}

function open(place: Buffer, path: string): number {
  try {
    return openSync(place, FLAGS);
  } catch (error) {
    throw diskFault(error, path);
  }
}

function openFile(handle: number, path: string): OpenFile {
  const stats = fstatSync(handle, { bigint: true });
  if (!stats.isFile()) {
    throw fileChanged(path);
  }
  let at = 0;
  const readInto = (into: Uint8Array, start: number): number => {
    try {
      return readSync(handle, into, 0, into.length, start);
    } catch (error) {
      throw diskFault(error, path);
    }
  };
  return {
    stat: fileStatOf(stats),
    statAgain: () => fileStatOf(fstatSync(handle, { bigint: true })),
    read: into => {
      // A file that is written to without end must not be read without end.
      const left = Number(stats.size) - at;
      const got = readInto(into.subarray(0, Math.max(0, left)), at);
      at += got;
      return got;
    },
    readAt: (start, length, memory) => {
      const bytes = memory && memory.length >= length ? memory.subarray(0, length) : new Uint8Array(length);
      let have = 0;
      for (let got = 1; got > 0 && have < length; have += got) {
        got = readInto(bytes.subarray(have), start + have);
      }
      return bytes.subarray(0, have);
    }
  };
}

function diskFault(error: unknown, path: string): Error {
  if (['ENOENT', 'ELOOP', 'ENOTDIR', 'ENXIO'].includes(systemCode(error))) {
    return fileChanged(path);
  }
  return problem(
    'file-unreadable',
    `${path} cannot be read (${systemCode(error) || 'unknown fault'}). Check its permissions, or leave it out.`,
    { path }
  );
}
