// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { confirmSync } from './confirm-sync.ts';
import { type IPacks, PackMissingError } from './packs.ts';

const MOST_OPEN = 64;
const ID = /^[0-9a-f]{64}$/;

/** Makes what was written to a file or folder durable; injected so that specs can let it fail. */
export type Sync = (handle: FileHandle) => Promise<void>;

/** Packs as files on a local disk: `<folder>/packs/<2 hex>/<64 hex>`. */
export class DiskPacks implements IPacks {
  private readonly _folder: string;
  private readonly _temporary: string;
  private readonly _sync: Sync;
  private readonly _open = new Map<string, Promise<FileHandle>>();

  constructor(data: string, sync: Sync = handle => handle.sync()) {
    this._folder = join(data, 'packs');
    this._temporary = join(data, 'tmp');
    this._sync = sync;
  }

  async put(id: string, bytes: Uint8Array): Promise<void> {
    const folder = join(this._folder, id.slice(0, 2));
    const temporary = join(this._temporary, randomUUID());
    await this._makeFolder(folder);
    await mkdir(this._temporary, { recursive: true, mode: 0o700 });
    try {
      await this._write(temporary, bytes);
      await rename(temporary, join(folder, id));
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw error;
    }
    await this._syncFolder(folder);
  }

  async read(id: string, offset: number, into: Uint8Array): Promise<Uint8Array> {
    for (let at = 0; at < into.length;) {
      const bytesRead = await this._readSome(id, into.subarray(at), offset + at);
      if (bytesRead === 0) {
        throw new PackMissingError(`Pack ${id} ends before ${offset + into.length}.`);
      }
      at += bytesRead;
    }
    return into;
  }

  async remove(id: string): Promise<void> {
    this._close(id);
    await rm(this._path(id), { force: true });
  }

  async *list(): AsyncIterable<{ id: string; bytes: number; writtenAt: number }> {
    for (const folder of await names(this._folder)) {
      for (const id of await names(join(this._folder, folder))) {
        const found = ID.test(id) ? await stat(this._path(id)).catch(() => null) : null;
        if (found) {
          yield { id, bytes: found.size, writtenAt: found.mtimeMs };
        }
      }
    }
  }

  async sweep(): Promise<void> {
    for (const name of await names(this._temporary)) {
      await rm(join(this._temporary, name), { force: true });
    }
  }

  async close(): Promise<void> {
    const handles = [...this._open.values()];
    this._open.clear();
    await Promise.all(handles.map(async handle => (await handle.catch(() => null))?.close()));
  }

  private async _readSome(id: string, into: Uint8Array, position: number): Promise<number> {
    const read = async (): Promise<number> =>
      (await (await this._handle(id)).read(into, 0, into.length, position)).bytesRead;
    try {
      return await read();
    } catch (error) {
      // Closed for another file's sake between being handed out and used.
      if ((error as NodeJS.ErrnoException).code === 'EBADF') {
        return read();
      }
      throw error;
    }
  }

  private async _write(path: string, bytes: Uint8Array): Promise<void> {
    const handle = await open(path, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await confirmSync(() => this._sync(handle));
    } finally {
      await handle.close();
    }
  }

  /** A new folder is durable only when its parent is. */
  private async _makeFolder(folder: string): Promise<void> {
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (made) {
      await this._syncFolder(this._folder);
    }
  }

  private async _syncFolder(folder: string): Promise<void> {
    const handle = await open(folder, 'r');
    try {
      await confirmSync(() => this._sync(handle));
    } finally {
      await handle.close();
    }
  }

  private _handle(id: string): Promise<FileHandle> {
    const kept = this._open.get(id);
    if (kept) {
      return kept;
    }
    for (const oldest of this._open.size >= MOST_OPEN ? [...this._open.keys()].slice(0, 1) : []) {
      this._close(oldest);
    }
    const opened = open(this._path(id), 'r').catch((error: NodeJS.ErrnoException) => {
      this._open.delete(id);
      throw error.code === 'ENOENT' ? new PackMissingError(`Pack ${id} is gone.`) : error;
    });
    this._open.set(id, opened);
    return opened;
  }

  private _close(id: string): void {
    const handle = this._open.get(id);
    this._open.delete(id);
    // Node waits for reads under way.
    handle?.then(
      opened => void opened.close(),
      () => undefined
    );
  }

  private _path(id: string): string {
    return join(this._folder, id.slice(0, 2), id);
  }
}

async function names(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') {
      return [];
    }
    throw error;
  });
}
