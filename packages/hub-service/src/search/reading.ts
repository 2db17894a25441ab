// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

const DIGEST_BYTES = 71;

/**
 * Which file a thread reads just now, in memory that outlives the thread: files are other people's, and one may be made
 * to exhaust whoever reads it.
 */
export class Reading {
  readonly shared: SharedArrayBuffer;
  private readonly _bytes: Buffer;

  constructor(shared = new SharedArrayBuffer(DIGEST_BYTES)) {
    this.shared = shared;
    this._bytes = Buffer.from(shared);
  }

  /** The digest of the file that is read; null: none is. */
  get digest(): string | null {
    return this._bytes[0] === 0 ? null : this._bytes.toString('latin1');
  }

  /** Forgets what a thread read that has ended. */
  clear(): void {
    this._bytes.fill(0);
  }

  /** Says what is read while it is. */
  during<T>(digest: string, read: () => T): T {
    this._bytes.write(digest, 'latin1');
    try {
      return read();
    } finally {
      this.clear();
    }
  }
}
