// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { problem, systemCode } from '../files/disk-error.ts';
import type { Disk } from '../files/disk.ts';
import { createDurably, readRegular, removeFile, statOf } from '../files/disk.ts';

const BEAT_MS = 5000;
const STALE_MS = 60_000;
const RETRY_MS = 200;

export interface ILockOptions {
  disk: Disk;
  /** Milliseconds since 1970. */
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  /** How long another job is waited for. */
  patienceMs: number;
}

/** Keeps other jobs away from a copy while one changes it. */
export class CopyLock {
  private readonly _place: string;
  private readonly _mark: string;
  private readonly _options: ILockOptions;
  private readonly _beats: NodeJS.Timeout;
  private _beatAt: number;

  private constructor(place: string, mark: string, options: ILockOptions) {
    this._place = place;
    this._mark = mark;
    this._options = options;
    this._beatAt = options.now();
    this._beats = setInterval(() => this.beat(), BEAT_MS).unref();
  }

  /**
   * Locks a copy, waiting a little for a job that has it.
   *
   * @param recordFolder - the folder with the record, absolute
   * @throws AtriumError `copy-busy`, `file-unreadable` if one may not write there
   */
  static async take(recordFolder: string, options: ILockOptions): Promise<CopyLock> {
    const place = join(recordFolder, 'lock');
    const mark = `${hostname()} ${process.pid} ${randomUUID()}`;
    const until = options.now() + options.patienceMs;
    for (;;) {
      if (create(place, mark, options.disk) || takeOver(place, mark, options)) {
        return new CopyLock(place, mark, options);
      }
      if (options.now() >= until) {
        throw problem(
          'copy-busy',
          'This copy is being updated by another page or program. Wait until that has ended, then try again.'
        );
      }
      await options.sleep(RETRY_MS);
    }
  }

  /** Gives a sign of life if the last one is some seconds old; called by long acts. */
  beat(): void {
    const now = this._options.now();
    if (now - this._beatAt >= BEAT_MS) {
      this._beatAt = now;
      try {
        this._options.disk.utimesSync(this._place, now / 1000, now / 1000);
      } catch {
        // Whoever took the lock away finds a journal, and this job finds its files changed.
      }
    }
  }

  /** Lets others in. */
  release(): void {
    clearInterval(this._beats);
    try {
      if (readRegular(this._options.disk, this._place)?.toString() === this._mark) {
        removeFile(this._options.disk, this._place);
      }
    } catch {
      // It goes stale.
    }
  }
}

function create(place: string, mark: string, disk: Disk): boolean {
  try {
    createDurably(disk, place, mark);
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST') {
      return false;
    }
    if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
      throw problem('file-unreadable', 'You may not write into this copy’s folder. Open a new copy in another one.');
    }
    throw error;
  }
}

/** Takes a lock whose owner is gone. */
function takeOver(place: string, mark: string, options: ILockOptions): boolean {
  const { disk } = options;
  const old = readRegular(disk, place)?.toString() ?? null;
  if (old === null || !isStale(place, old, options)) {
    return false;
  }
  // Moved first: of two jobs that see the same stale lock only one moves it, and a fresh one is put back.
  const aside = `${place}-${mark.slice(-36)}`;
  try {
    disk.renameSync(place, aside);
  } catch {
    return false;
  }
  const isSame = readRegular(disk, aside)?.toString() === old;
  if (!isSame && statOf(disk, place) === undefined) {
    disk.renameSync(aside, place);
    return false;
  }
  removeFile(disk, aside);
  return create(place, mark, disk);
}

function isStale(place: string, mark: string, { disk, now }: ILockOptions): boolean {
  const [host, pid] = mark.split(' ');
  if (host === hostname() && Number(pid) > 0 && !isRunning(Number(pid))) {
    return true;
  }
  const seen = statOf(disk, place)?.mtimeMs ?? now();
  return now() - seen > STALE_MS;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}
