// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { closeSync, constants, fstatSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as Type from 'typebox';
import { Value } from 'typebox/value';
import { makeSigner, type Signer } from './format/index.ts';

const FILE = 'log.key';

const KeyFile = Type.Object({
  /** Oldest first. */
  keys: Type.Array(Type.Object({ name: Type.String(), seed: Type.String(), madeAt: Type.Integer() }))
});
type KeyFile = Type.Static<typeof KeyFile>;

/** A key with which this hub may sign. */
export type LogKey = { signer: Signer; seed: Uint8Array; madeAt: number };

/** The private keys of the log, in a file that only the service's own user may read. */
export class KeyRing {
  readonly path: string;

  /** @param data - the service's data folder */
  constructor(data: string) {
    this.path = join(data, FILE);
  }

  /**
   * Reads the keys, oldest first; none if there is no file.
   *
   * @throws Error when others may read the file, or it is no file of keys
   */
  read(): LogKey[] {
    const text = this._text();
    if (text === null) {
      return [];
    }
    const value = parse(text);
    if (!Value.Check(KeyFile, value)) {
      throw new Error(`${this.path} is no file of keys. Put back the one you kept, or recover with the recovery key.`);
    }
    return value.keys.map(({ name, seed, madeAt }) => {
      const bytes = Buffer.from(seed, 'base64');
      return { signer: makeSigner(name, bytes), seed: bytes, madeAt };
    });
  }

  /** Replaces the file, durably. */
  write(keys: readonly LogKey[]): void {
    const value: KeyFile = {
      keys: keys.map(({ signer, seed, madeAt }) => ({
        name: signer.vkey.name,
        seed: Buffer.from(seed).toString('base64'),
        madeAt
      }))
    };
    const temporary = `${this.path}.${process.pid}.new`;
    const file = openSync(temporary, 'w', 0o600);
    try {
      writeSync(file, `${JSON.stringify(value)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, this.path);
    const folder = openSync(dirname(this.path), 'r');
    fsyncSync(folder);
    closeSync(folder);
  }

  private _text(): string | null {
    let file: number;
    try {
      file = openSync(this.path, constants.O_RDONLY | constants.O_NOFOLLOW);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        return null;
      }
      throw error;
    }
    try {
      if ((fstatSync(file).mode & 0o077) !== 0) {
        throw new Error(`${this.path} can be read by others: run chmod 600 on it, and rotate the key.`);
      }
      return readFileSync(file, 'utf8');
    } finally {
      closeSync(file);
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
