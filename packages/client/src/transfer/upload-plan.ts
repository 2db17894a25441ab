// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { ChunkRef, FileEntry } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';

/** A file to send: what it is, and how to read it. */
export type UploadFile = FileEntry & {
  /** In file order. */
  chunks: readonly ChunkRef[];
  /**
   * Reads exactly `length` bytes from `start` of what is published, which may differ from what lies on the disk.
   * The bytes are used before the next call and may change with it.
   */
  read: (start: number, length: number) => Promise<Uint8Array>;
};

/** One chunk to ask the service about, with every place that waits for it. */
export type WantedChunk = {
  hash: string;
  file: UploadFile;
  start: number;
  length: number;
  /** Its file first; further ones hold the same bytes. */
  waiting: UploadFile[];
};

/** Counts what has arrived: logical bytes, those that need not be sent among them, files, bytes on the wire. */
export class UploadTally {
  readonly total: number;
  readonly files: number;
  done = 0;
  held = 0;
  finished = 0;
  sent = 0;
  private readonly _pending = new Map<UploadFile, number>();

  constructor(files: readonly UploadFile[]) {
    this.total = files.reduce((sum, file) => sum + file.size, 0);
    this.files = files.length;
  }

  /** Counts a file that needs nothing sent. */
  skip(file: UploadFile): void {
    this.done += file.size;
    this.held += file.size;
    this.finished++;
  }

  /** Counts a chunk that is there already, everywhere it was waited for. */
  settleHeld(chunk: WantedChunk): void {
    this.held += chunk.length * chunk.waiting.length;
    this.settle(chunk);
  }

  /** Counts a chunk of a file that an earlier window held: it is there, or on its way. */
  repeated(file: UploadFile, length: number): void {
    this.held += length;
    this._arrived(file, length);
  }

  /** Counts a chunk everywhere it was waited for. */
  settle(chunk: WantedChunk): void {
    for (const file of chunk.waiting) {
      this._arrived(file, chunk.length);
    }
  }

  private _arrived(file: UploadFile, length: number): void {
    this.done += length;
    const pending = (this._pending.get(file) ?? file.chunks.length) - 1;
    this._pending.set(file, pending);
    if (pending === 0) {
      this._pending.delete(file);
      this.finished++;
    }
  }
}

/**
 * Walks all chunks in file order, as many distinct ones at a time as one `haveChunks` takes.
 */
export function* uploadWindows(files: readonly UploadFile[], tally: UploadTally): Generator<WantedChunk[]> {
  const seen = new Set<string>();
  let window = new Map<string, WantedChunk>();
  for (const file of files) {
    if (file.chunks.length === 0) {
      tally.skip(file);
    }
    let start = 0;
    for (const [hash, length] of file.chunks) {
      const known = window.get(hash);
      if (known) {
        known.waiting.push(file);
      } else if (seen.has(hash)) {
        tally.repeated(file, length);
      } else {
        window.set(hash, { hash, file, start, length, waiting: [file] });
        seen.add(hash);
      }
      start += length;
      if (window.size === LIMITS.hashesPerCall) {
        yield [...window.values()];
        window = new Map();
      }
    }
  }
  if (window.size > 0) {
    yield [...window.values()];
  }
}
