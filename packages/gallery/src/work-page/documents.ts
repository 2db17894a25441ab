// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileEntry } from '@jupyter-atrium/api';

/** The files of a release that are read as documents: its notebooks; without any, its Markdown. */
export function documentsOf(entries: readonly FileEntry[]): FileEntry[] {
  const notebooks = entries.filter(entry => isNotebook(entry.path));
  return notebooks.length > 0 ? notebooks : entries.filter(entry => /\.(?:md|markdown)$/i.test(entry.path));
}

/** Whether a file is a notebook by its name. */
export function isNotebook(path: string): boolean {
  return /\.ipynb$/i.test(path);
}

/** The document to show first: the one the author chose, else a README, else the first. */
export function firstDocument(documents: readonly FileEntry[], entry: string | null): string | null {
  const chosen = documents.find(document => document.path === entry);
  const readme = documents.find(document => /(?:^|\/)(?:readme|index)\.[a-z]+$/i.test(document.path));
  return (chosen ?? readme ?? documents[0])?.path ?? null;
}
