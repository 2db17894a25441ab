// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { homedir } from 'node:os';
import { join } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

/** The person's own folders. */
export type Folders = {
  /** Addresses and tokens of hubs. */
  config: string;
  /** What may be lost: losing it costs only time. */
  cache: string;
  /** Where copies are. */
  data: string;
};

/**
 * Finds the person's own folders; they need not exist.
 *
 * @see https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function foldersOf(env: Env): Folders {
  const home = env.HOME || homedir();
  return {
    config: join(env.XDG_CONFIG_HOME || join(home, '.config'), 'atrium'),
    cache: join(env.XDG_CACHE_HOME || join(home, '.cache'), 'atrium'),
    data: join(env.JUPYTER_DATA_DIR || env.XDG_DATA_HOME || join(home, '.local', 'share'), 'atrium')
  };
}
