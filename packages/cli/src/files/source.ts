// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { problem, systemCode } from './disk-error.ts';

/** What is published: a folder, or one notebook of a folder. */
export type Source = {
  /** As the person named it; empty: the root of their files. */
  shown: string;
  /** Absolute, links resolved. */
  folder: string;
  /** The notebook's file name; null: the whole folder. */
  file: string | null;
  /** The folder's or notebook's own name. */
  name: string;
};

/**
 * Finds a source on disk. A link that is named itself is followed; links inside are not.
 *
 * @param path - absolute
 * @param shown - as the person named it
 * @throws AtriumError `source-not-found`
 */
export function findSource(path: string, shown: string): Source {
  const real = realPath(path, shown);
  const stats = statSync(real);
  if (stats.isDirectory()) {
    return { shown, folder: real, file: null, name: basename(real) };
  }
  if (!stats.isFile() || !/\.ipynb$/i.test(real)) {
    throw problem('source-not-found', `${shown} is neither a notebook nor a folder. Publish the folder it is in.`);
  }
  return { shown, folder: dirname(real), file: basename(real), name: basename(real) };
}

/**
 * Joins a path that came from outside to the root of a person's files.
 *
 * @param root - absolute
 * @param path - relative, `/` between segments; empty: the root itself
 * @throws AtriumError `source-not-found` if it leads out of the root
 */
export function belowRoot(root: string, path: string): string {
  const full = join(root, ...path.split('/'));
  const inside = relative(root, full);
  if (path.includes('\0') || isAbsolute(path) || isAbsolute(inside) || inside.split(sep)[0] === '..') {
    throw problem('source-not-found', `${path} is not among your files.`);
  }
  return full;
}

function realPath(path: string, shown: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    const code = systemCode(error);
    const why =
      code === 'ENOENT' || code === 'ENOTDIR'
        ? 'There is no such file or folder; it may have been moved.'
        : code === 'ELOOP'
          ? 'It is a link that leads to itself.'
          : 'It cannot be read; check its permissions.';
    throw problem('source-not-found', `${shown}: ${why}`);
  }
}
