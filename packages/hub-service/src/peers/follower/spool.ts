// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Full bundles of one log on disk: what arrived before a crash is not asked for again. All of it is verified anew. */
export class Spool {
  private readonly _folder: string;

  constructor(data: string, origin: string) {
    this._folder = join(data, 'peers', hash('sha256', origin).slice(0, 32));
  }

  async get(index: number): Promise<Uint8Array | null> {
    return readFile(join(this._folder, String(index))).catch(() => null);
  }

  async put(index: number, bytes: Uint8Array): Promise<void> {
    await mkdir(this._folder, { recursive: true, mode: 0o700 });
    const path = join(this._folder, String(index));
    await writeFile(`${path}.part`, bytes);
    await rename(`${path}.part`, path);
  }

  async clear(): Promise<void> {
    await rm(this._folder, { recursive: true, force: true });
  }
}
