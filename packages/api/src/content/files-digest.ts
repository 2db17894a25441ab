// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileEntry } from '../release.ts';

const encoder = new TextEncoder();

/**
 * Compares paths by their UTF-8 bytes, the order of layers, tables and digests.
 *
 * NOTE: not JavaScript's order of strings, which compares UTF-16 units.
 */
export function comparePaths(a: string, b: string): number {
  const x = encoder.encode(a);
  const y = encoder.encode(b);
  const common = Math.min(x.length, y.length);
  for (let i = 0; i < common; i++) {
    const difference = (x[i] as number) - (y[i] as number);
    if (difference !== 0) {
      return difference;
    }
  }
  return x.length - y.length;
}

/**
 * Writes the text whose SHA-256 names a set of files before any manifest exists.
 *
 * @param files - in any order; no path twice
 * @returns lines `<sha256 hex> <size> <path>\n`, ordered by the bytes of the paths
 */
export function filesDigestText(files: readonly Pick<FileEntry, 'path' | 'digest' | 'size'>[]): string {
  return [...files]
    .sort((a, b) => comparePaths(a.path, b.path))
    .map(file => `${file.digest.slice('sha256:'.length)} ${file.size} ${file.path}\n`)
    .join('');
}
