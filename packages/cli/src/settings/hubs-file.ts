// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AtriumError } from '@jupyter-atrium/client';
import { writeDurably } from '../files/write-durably.ts';

/** What `atrium login` keeps. */
export type Hubs = {
  /** The address of the last login. */
  last: string | null;
  /** By address. */
  tokens: Readonly<Record<string, string>>;
};

const fileOf = (config: string): string => join(config, 'hubs.json');

/**
 * Reads the hubs a person logged in to; none if there is no file.
 *
 * @throws AtriumError `not-set-up` if the file is damaged
 */
export function readHubs(config: string): Hubs {
  const path = fileOf(config);
  try {
    const { last, tokens } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Hubs>;
    return { last: last ?? null, tokens: tokens ?? {} };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return { last: null, tokens: {} };
    }
    throw new AtriumError({
      message: `${path} cannot be read. Delete it, then run \`atrium login\` again.`,
      status: 0,
      code: 'not-set-up',
      cause: error
    });
  }
}

/** Keeps a login, readable by its owner only. */
export function keepHub(config: string, address: string, token: string): void {
  const { tokens } = readHubs(config);
  const hubs: Hubs = { last: address, tokens: { ...tokens, [address]: token } };
  writeDurably(fileOf(config), `${JSON.stringify(hubs, null, 2)}\n`, 0o600);
}
