// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { copyFile, open, rename, rm, writeFile } from 'node:fs/promises';
import { constants } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Puts a file in its place whole or not at all, and durable.
 *
 * @param path - where it belongs
 * @param make - writes it at the path it is given
 */
export async function place(path: string, make: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = `${path}.new`;
  await rm(temporary, { force: true });
  try {
    await make(temporary);
    await sync(temporary);
    await replace(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Writes a text so. */
export function placeText(path: string, text: string): Promise<void> {
  return place(path, temporary => writeFile(temporary, text, { mode: 0o600 }));
}

/** Copies a file so; where the disk can share blocks, it does. */
export function placeCopy(from: string, to: string): Promise<void> {
  return place(to, temporary => copyFile(from, temporary, constants.COPYFILE_FICLONE));
}

/** Puts a file in the place of another. */
export async function replace(from: string, to: string): Promise<void> {
  await rename(from, to);
  await sync(dirname(to));
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
