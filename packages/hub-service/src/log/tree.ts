// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { confirmSync } from '../content/confirm-sync.ts';

/** Where the static files of the log are kept. Paths are relative to the federation root, `/` between parts. */
export interface ITree {
  /** Null if there is no such file. */
  read(path: string): Promise<Uint8Array | null>;

  /**
   * Puts a file in its place whole or not at all; it is durable when this resolves.
   *
   * @throws DurabilityError when the disk did not confirm
   */
  write(path: string, bytes: Uint8Array): Promise<void>;

  /** Removes a file or a folder; nothing happens if it is gone. */
  remove(path: string): Promise<void>;
}

/** The files in a folder of a local disk. */
export class DiskTree implements ITree {
  private readonly _folder: string;

  /** @param data - the service's data folder; the files lie in `fed/1` below it */
  constructor(data: string) {
    this._folder = join(data, 'fed', '1');
  }

  async read(path: string): Promise<Uint8Array | null> {
    try {
      return await readFile(this._path(path));
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) {
        return null;
      }
      throw error;
    }
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    const target = this._path(path);
    const folder = dirname(target);
    const temporary = join(folder, `.${randomUUID()}.new`);
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      const handle = await open(temporary, 'wx', 0o600);
      try {
        await handle.writeFile(bytes);
        await confirmSync(() => handle.sync());
      } finally {
        await handle.close();
      }
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw error;
    }
    // A new folder is durable only when all that lead to it are.
    for (let at = folder; ; at = dirname(at)) {
      await syncFolder(at);
      if (!made || at === dirname(made)) {
        return;
      }
    }
  }

  async remove(path: string): Promise<void> {
    await rm(this._path(path), { recursive: true, force: true });
  }

  private _path(path: string): string {
    return join(this._folder, ...path.split('/'));
  }
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await confirmSync(() => handle.sync());
  } finally {
    await handle.close();
  }
}
