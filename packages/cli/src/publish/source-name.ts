// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { homedir } from 'node:os';
import { join, relative, sep } from 'node:path';
import type { World } from '../command.ts';
import type { Source } from '../files/source.ts';

const CHARACTERS = 1024;

/** Names a source among a person's files, by which an interrupted draft is found again. */
export function sourceName({ folder, file }: Source, env: World['env']): string {
  const path = file === null ? folder : join(folder, file);
  const inHome = relative(env.HOME || homedir(), path);
  const name = inHome.startsWith('..') ? path : inHome || '.';
  return name.split(sep).join('/').slice(-CHARACTERS);
}
