// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileEntry } from '../release.ts';

/**
 * Compares paths by their UTF-8 bytes, the order of layers, tables and digests.
 *
 * NOTE: not JavaScript's order of strings, which compares UTF-16 units: there, characters beyond U+FFFF stand before
 * those from U+E000 on.
 */
export function comparePaths(a: string, b: string): number {
  const common = Math.min(a.length, b.length);
  for (let i = 0; i < common; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
    }
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
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
