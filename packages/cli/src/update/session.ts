// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { join } from 'node:path';
import type { PendingEntry } from '@jupyter-atrium/api';
import type { ILockOptions } from '../copies/copy-lock.ts';
import { CopyLock } from '../copies/copy-lock.ts';
import type { Copy } from '../copies/copy.ts';
import { locateCopy, readCopy } from '../copies/copy.ts';
import { problem } from '../files/disk-error.ts';
import { FilesMovedError } from './apply-changes.ts';
import { readPending } from './pending-file.ts';
import { recover } from './recover.ts';

export interface ICopyOptions extends ILockOptions {
  /** Absolute. */
  folder: string;
  /** As the person knows the folder. */
  shown: string;
  signal?: AbortSignal | undefined;
}

/** A copy that nobody else changes meanwhile. */
export type Session = ICopyOptions & {
  copy: Copy;
  pending: PendingEntry[];
  /** Files that somebody changed since an update that was cut off. */
  recovered: string[];
  /** Gives a sign of life; called by long acts. */
  beat: () => void;
};

const TRIES = 3;
const PAUSE_MS = 200;

/**
 * Locks a copy, puts in order what a crash left, and acts.
 *
 * @throws AtriumError `not-a-copy`, `copy-damaged`, `copy-newer`, `copy-busy`
 */
export async function withCopy<T>(options: ICopyOptions, act: (session: Session) => Promise<T>): Promise<T> {
  const { folder, shown, disk } = options;
  const found = locateCopy(folder, shown, disk);
  const lock = await CopyLock.take(join(found.folder, found.recordFolder), options);
  try {
    const recovered = recover(disk, found);
    const copy = readCopy(folder, shown, disk);
    return await act({ ...options, copy, pending: readPending(disk, copy), recovered, beat: () => lock.beat() });
  } finally {
    lock.release();
  }
}

/**
 * Acts again while files change under it; Jupyter writes in place, so one may be seen half written.
 *
 * @param act - gets how many tries are left
 * @throws AtriumError `file-changed`
 */
export async function untilSteady<T>({ sleep, signal }: Session, act: (triesLeft: number) => Promise<T>): Promise<T> {
  for (let left = TRIES - 1; ; left--) {
    signal?.throwIfAborted();
    try {
      return await act(left);
    } catch (error) {
      if (!(error instanceof FilesMovedError)) {
        throw error;
      }
      if (left === 0) {
        throw problem(
          'file-changed',
          `${error.message} keeps changing. Nothing was updated. Close what writes to it, then try again.`,
          { path: error.message }
        );
      }
      await sleep(PAUSE_MS);
    }
  }
}
