// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { systemCode } from '../files/disk-error.ts';
import { syncFolder } from '../files/write-durably.ts';

const PREFIX = '.atrium-opening-';
const LOCK = '.lock';

/** An interrupted try is kept this long for the next one to go on from. */
const KEPT_MS = 24 * 3_600_000;
/** A try on another machine that shares the disk counts as alive this long after its last sign. */
const QUIET_MS = 60_000;
const SIGN_MS = 5000;

/**
 * A hidden folder beside the one to be, where a copy is put together.
 *
 * What an interrupted try left is taken over; tries that run side by side never share one.
 */
export class Staging {
  /** Absolute. */
  readonly folder: string;
  /** Files of an earlier try may be there. */
  readonly isResumed: boolean;
  private readonly _parent: string;
  private readonly _signs: NodeJS.Timeout;

  private constructor(parent: string, folder: string, isResumed: boolean) {
    this._parent = parent;
    this.folder = folder;
    this.isResumed = isResumed;
    this._signs = setInterval(() => tryTo(() => sign(folder)), SIGN_MS).unref();
  }

  /**
   * Begins in a folder.
   *
   * @param parent - absolute
   * @param manifest - of the release; only a try at the same one is taken over
   */
  static begin(parent: string, manifest: string): Staging {
    const stem = `${PREFIX}${manifest.slice('sha256:'.length, 'sha256:'.length + 16)}-`;
    const mark = randomBytes(6).toString('hex');
    const folder = join(parent, `${stem}${mark}`);
    // A name changes only with our sign of life inside, so that nobody else takes the folder for abandoned.
    const take = (from: string): void => {
      sign(from);
      renameSync(from, folder);
    };
    for (const old of abandonedIn(parent)) {
      if (basename(old).startsWith(stem) && tryTo(() => take(old))) {
        return new Staging(parent, folder, true);
      }
      if (Date.now() - lastSign(old) > KEPT_MS) {
        tryTo(() => rmSync(old, { recursive: true, force: true }));
      }
    }
    const made = join(parent, `${PREFIX}new-${mark}`);
    mkdirSync(made);
    take(made);
    return new Staging(parent, folder, false);
  }

  /**
   * Gives the folder its place; what is there already is never touched.
   *
   * @param name - wished; `-2`, `-3` … follow while it is taken
   * @returns the name it got
   */
  finish(name: string): string {
    clearInterval(this._signs);
    rmSync(join(this.folder, LOCK), { force: true });
    for (let number = 1; ; number++) {
      const chosen = number === 1 ? name : `${name}-${number}`;
      if (this._place(join(this._parent, chosen))) {
        syncFolder(this._parent);
        return chosen;
      }
    }
  }

  /** Leaves the folder for a next try. */
  leave(): void {
    clearInterval(this._signs);
    tryTo(() => rmSync(join(this.folder, LOCK), { force: true }));
  }

  /** Takes everything away. */
  remove(): void {
    clearInterval(this._signs);
    tryTo(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  private _place(target: string): boolean {
    // Renaming replaces an empty folder without a word: making it first shows whether it is ours to replace.
    try {
      mkdirSync(target);
    } catch (error) {
      if (systemCode(error) === 'EEXIST') {
        return false;
      }
      throw error;
    }
    try {
      if (process.platform === 'win32') {
        rmdirSync(target);
      }
      renameSync(this.folder, target);
      return true;
    } catch (error) {
      if (['ENOTEMPTY', 'EEXIST'].includes(systemCode(error))) {
        return false;
      }
      throw error;
    }
  }
}

function sign(folder: string): void {
  writeFileSync(join(folder, LOCK), `${hostname()} ${process.pid}`);
}

function abandonedIn(parent: string): string[] {
  return readdirSync(parent)
    .filter(name => name.startsWith(PREFIX))
    .map(name => join(parent, name))
    .filter(isAbandoned);
}

function isAbandoned(folder: string): boolean {
  const lock = read(join(folder, LOCK));
  if (lock === null) {
    return true;
  }
  const [host, pid] = lock.split(' ');
  return host === hostname() ? !isRunning(Number(pid)) : Date.now() - lastSign(folder) > QUIET_MS;
}

function lastSign(folder: string): number {
  const at = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Math.max(at(join(folder, LOCK)), at(folder));
}

function isRunning(pid: number): boolean {
  if (!(pid > 0)) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function tryTo(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
