// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileEntry } from '@jupyter-atrium/api';

/** A folder of a release: its folders and files, each in order of their names. */
export type Folder = {
  readonly name: string;
  readonly path: string;
  readonly folders: readonly Folder[];
  readonly files: readonly FileEntry[];
  /** Of all files below. */
  readonly bytes: number;
};

type Growing = { name: string; path: string; folders: Map<string, Growing>; files: FileEntry[]; bytes: number };

/** Makes the tree of a release's files. */
export function treeOf(entries: readonly FileEntry[]): Folder {
  const root: Growing = { name: '', path: '', folders: new Map(), files: [], bytes: 0 };
  for (const entry of entries) {
    let folder = root;
    folder.bytes += entry.size;
    for (const name of entry.path.split('/').slice(0, -1)) {
      const path = folder.path === '' ? name : `${folder.path}/${name}`;
      const next = folder.folders.get(name) ?? { name, path, folders: new Map<string, Growing>(), files: [], bytes: 0 };
      folder.folders.set(name, next);
      next.bytes += entry.size;
      folder = next;
    }
    folder.files.push(entry);
  }
  return grown(root);
}

function grown(folder: Growing): Folder {
  const order = new Intl.Collator(undefined, { numeric: true });
  return {
    name: folder.name,
    path: folder.path,
    bytes: folder.bytes,
    folders: Array.from(folder.folders.values(), grown).sort((a, b) => order.compare(a.name, b.name)),
    files: [...folder.files].sort((a, b) => order.compare(a.path, b.path))
  };
}

/** The name of a file without its folders. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
