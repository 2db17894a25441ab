// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PeerFetchError } from '../fetch/index.ts';
import type { PeerSource } from '../follower/source.ts';

/** Times a source may break off before the next one is tried; each goes on where the last ended. */
const TRIES = 3;

type Wanted = { digest: string; size: number };

/** Files on their way from another hub: they stay in a folder of their own until their digest is right. */
export class Arrivals {
  private readonly _folder: string;

  constructor(data: string) {
    this._folder = join(data, 'peers', 'files');
  }

  /**
   * Brings a file here and verifies it.
   *
   * @param onBytes - told how many further bytes came
   * @returns its bytes, to be read once; call `drop` after
   * @throws PeerFetchError where no source has it as its digest says
   */
  async bring(source: PeerSource, file: Wanted, onBytes: (bytes: number) => void): Promise<AsyncIterable<Uint8Array>> {
    await mkdir(this._folder, { recursive: true, mode: 0o700 });
    let last: unknown = new PeerFetchError('bad-reply', 'The hub names no place for its files.');
    for (const template of source.templates) {
      try {
        await this._from(source, template, file, onBytes);
        return createReadStream(this._pathOf(file));
      } catch (error) {
        last = error;
      }
    }
    throw last;
  }

  /** Removes what came of a file. */
  async drop(file: Wanted): Promise<void> {
    await rm(this._pathOf(file), { force: true });
  }

  private async _from(
    source: PeerSource,
    template: string,
    file: Wanted,
    onBytes: (bytes: number) => void
  ): Promise<void> {
    for (let tried = 1; ; tried++) {
      try {
        await this._once(source, template, file, onBytes);
        return;
      } catch (error) {
        const isWorthwhile = error instanceof PeerFetchError && ['unreachable', 'timeout'].includes(error.fault);
        if (!isWorthwhile || tried === TRIES) {
          throw error;
        }
      }
    }
  }

  private async _once(
    source: PeerSource,
    template: string,
    file: Wanted,
    onBytes: (bytes: number) => void
  ): Promise<void> {
    const path = this._pathOf(file);
    const here = await stat(path).then(
      ({ size }) => Math.min(size, file.size),
      () => 0
    );
    const hash = createHash('sha256');
    const handle = await open(path, here > 0 ? 'r+' : 'w', 0o600);
    try {
      const from = here < file.size ? await hashUpTo(handle, here, hash) : 0;
      const reply = await source.file(template, file.digest, { from, maxBytes: file.size });
      if (reply.status !== 200 && reply.status !== 206) {
        throw new PeerFetchError('bad-reply', `The hub answered ${reply.status} for one of its files.`);
      }
      const isWhole = reply.start !== from;
      await write(handle, reply.body, {
        at: isWhole ? 0 : from,
        hash: isWhole ? createHash('sha256') : hash,
        file,
        onBytes
      });
    } finally {
      await handle.close();
    }
  }

  private _pathOf({ digest }: Wanted): string {
    return join(this._folder, digest.slice('sha256:'.length));
  }
}

/** Hashes what is there of a file, so that the rest can follow. */
async function hashUpTo(handle: FileHandle, end: number, hash: Hash): Promise<number> {
  if (end > 0) {
    for await (const piece of handle.createReadStream({ start: 0, end: end - 1, autoClose: false })) {
      hash.update(piece as Uint8Array);
    }
  }
  return end;
}

type Writing = { at: number; hash: Hash; file: Wanted; onBytes: (bytes: number) => void };

async function write(
  handle: FileHandle,
  body: AsyncIterable<Uint8Array>,
  { at, hash, file, onBytes }: Writing
): Promise<void> {
  let end = at;
  for await (const piece of body) {
    await handle.write(piece, 0, piece.byteLength, end);
    hash.update(piece);
    end += piece.byteLength;
    onBytes(piece.byteLength);
  }
  await handle.truncate(end);
  if (end !== file.size || `sha256:${hash.digest('hex')}` !== file.digest) {
    // Nothing of it can be trusted: the next try begins anew.
    await handle.truncate(0);
    throw new PeerFetchError('bad-reply', 'A file is not what its digest and size say.');
  }
}
