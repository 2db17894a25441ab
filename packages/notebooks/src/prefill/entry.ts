// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { compareNaturally } from '../files/natural-order.ts';
import { isNotebookPath } from '../files/work-file.ts';

/**
 * Chooses the file to open first: notebooks before texts; among them `index`, `README`, the one named like the folder,
 * then the one nearest to the root, in natural order.
 *
 * @param paths - of the work
 * @param folder - its name; empty if it has none
 * @returns null if there is neither a notebook nor a text
 */
export function chooseEntry(paths: readonly string[], folder: string): string | null {
  const ranked = paths.flatMap(path => {
    const rank = rankOf(path, folder.toLowerCase());
    return rank === null ? [] : [{ path, rank, depth: path.split('/').length }];
  });
  ranked.sort((a, b) => a.rank - b.rank || a.depth - b.depth || compareNaturally(a.path, b.path));
  return ranked[0]?.path ?? null;
}

/**
 * Chooses the file whose first heading and paragraph describe the work as a whole: an index or README if there is one.
 */
export function chooseDescribing(paths: readonly string[], folder: string): string | null {
  const entry = chooseEntry(paths, folder);
  const top = paths.filter(path => !path.includes('/')).sort(compareNaturally);
  const isChosen = entry !== null && (rankOf(entry, folder.toLowerCase()) ?? 9) < 3;
  return isChosen ? entry : (top.find(path => /^(?:readme|index)\.(?:md|txt)$/i.test(path)) ?? entry);
}

function rankOf(path: string, folder: string): number | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const stem = name.replace(/\.[^.]*$/, '');
  const isText = /\.(?:md|txt)$/.test(name);
  if (!isNotebookPath(path) && !isText) {
    return null;
  }
  const order = ['index', 'readme', folder].indexOf(stem);
  return (isText ? 4 : 0) + (order < 0 ? 3 : order);
}
