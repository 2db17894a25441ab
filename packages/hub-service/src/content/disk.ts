// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { statfs } from 'node:fs/promises';
import { LIMITS } from '@jupyter-atrium/api';
import type { IClock } from '../clock.ts';
import { DiskFullError } from '../errors.ts';

/** How old a look at the disk may be. */
const KEPT_MS = 1000;

/** Space of a disk in bytes. */
export type Space = { free: number; total: number };

/** Refuses writes while the disk is nearly full, so that the service itself can go on. */
export class DiskGuard {
  private readonly _look: () => Promise<Space>;
  private readonly _clock: IClock;
  private _seen: { at: number; space: Promise<Space> } | null = null;

  /** @param look - looks at the disk that holds the data */
  constructor(look: () => Promise<Space>, clock: IClock) {
    this._look = look;
    this._clock = clock;
  }

  /** What the disk has. */
  space(): Promise<Space> {
    const now = this._clock.now();
    if (!this._seen || now - this._seen.at > KEPT_MS) {
      this._seen = { at: now, space: this._look() };
    }
    return this._seen.space;
  }

  /**
   * Lets a write pass.
   *
   * @throws DiskFullError below the larger of the two limits
   */
  async demandSpace(): Promise<void> {
    const { free, total } = await this.space();
    if (free < Math.max(LIMITS.freeDiskBytes, total * LIMITS.freeDiskShare)) {
      throw new DiskFullError();
    }
  }
}

/** Looks at the disk of a folder. */
export async function spaceOf(folder: string): Promise<Space> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { free: bavail * bsize, total: blocks * bsize };
}
