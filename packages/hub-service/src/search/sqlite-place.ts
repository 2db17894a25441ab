// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { IIndexWriter } from './engine.ts';
import type { IIndexPlace } from './place.ts';
import { SqliteIndex } from './sqlite-index.ts';

/** The file that is searched. */
export function sqlitePath(data: string): string {
  return join(data, 'search.db');
}

/** An index in files of the data folder, whose only process is this one. */
export class SqlitePlace implements IIndexPlace {
  private readonly _path: string;
  private readonly _next: string;
  private readonly _version: string;

  constructor(data: string, version: string) {
    this._path = sqlitePath(data);
    this._next = join(data, 'search.next.db');
    this._version = version;
  }

  async hold(): Promise<boolean> {
    return true;
  }

  async applied(): Promise<number> {
    // Nobody else can hold it.
    return 0;
  }

  async current(): Promise<IIndexWriter | null> {
    try {
      return existsSync(this._path) ? new SqliteIndex(this._path, this._version) : null;
    } catch {
      // Not an index, or a broken one: all of it can be made again.
      return null;
    }
  }

  async next(): Promise<IIndexWriter> {
    remove(this._next);
    return new SqliteIndex(this._next, this._version);
  }

  async swap(): Promise<void> {
    remove(this._path);
    renameSync(this._next, this._path);
  }

  async close(): Promise<void> {
    // Nothing is held.
  }
}

function remove(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) {
    rmSync(path + suffix, { force: true });
  }
}
