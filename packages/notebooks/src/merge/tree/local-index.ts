// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { foldPath } from '@jupyter-atrium/api';
import type { LocalEntry } from './tree.ts';

const IGNORED = /(?:^|\/)(?:\.ipynb_checkpoints|__pycache__|\.DS_Store|\.~[^/]*)(?:\/|$)/;

/** What lies where in a copy's folder, as the plan so far leaves it. Paths compare as NFC. */
export class LocalIndex {
  private readonly _entries = new Map<string, LocalEntry>();
  /** Folded path of each file and folder → its path in NFC, and how many entries are there. */
  private readonly _folded = new Map<string, Map<string, number>>();

  constructor(entries: readonly LocalEntry[]) {
    entries.filter(({ path }) => !IGNORED.test(path)).forEach(entry => this.add(entry));
  }

  at(path: string): LocalEntry | null {
    return this._entries.get(path.normalize('NFC')) ?? null;
  }

  /** Whether there is a file or a folder. */
  has(path: string): boolean {
    const name = path.normalize('NFC');
    return this._folded.get(foldPath(name))?.has(name) ?? false;
  }

  entries(): LocalEntry[] {
    return [...this._entries.values()];
  }

  add(entry: LocalEntry): void {
    this._entries.set(entry.path.normalize('NFC'), entry);
    this._count(entry.path, 1);
  }

  remove(path: string): void {
    if (this._entries.delete(path.normalize('NFC'))) {
      this._count(path, -1);
    }
  }

  /**
   * Finds what keeps a file from being at a path: a folder or link there, a file where its folder should be, or a name
   * that some file systems hold equal.
   *
   * @returns the shortest part of the path that is taken; null if the path is free, or holds a file
   */
  obstacle(path: string): string | null {
    for (const part of prefixes(path.normalize('NFC'))) {
      const names = [...(this._folded.get(foldPath(part))?.keys() ?? [])];
      const entry = this._entries.get(part);
      const isWhole = part === path.normalize('NFC');
      const isTaken = isWhole ? names.length > 0 && entry?.kind !== 'file' : entry !== undefined;
      if (isTaken || names.some(name => name !== part)) {
        return part;
      }
    }
    return null;
  }

  /** Gives a name beside a path that nothing has: `stem.<word>.ext`, `stem.<word>-2.ext` … */
  beside(path: string, word: string, isFolder = false): string {
    const [, stem = path, extension = ''] = isFolder ? [] : (/^(.*[^/])(\.[^./]+)$/s.exec(path) ?? []);
    for (let number = 1; ; number += 1) {
      const name = `${stem}.${word}${number === 1 ? '' : `-${number}`}${extension}`;
      if (!this._folded.has(foldPath(name))) {
        return name;
      }
    }
  }

  private _count(path: string, change: 1 | -1): void {
    for (const part of prefixes(path.normalize('NFC'))) {
      const key = foldPath(part);
      const names = this._folded.get(key) ?? new Map<string, number>();
      const count = (names.get(part) ?? 0) + change;
      if (count > 0) {
        names.set(part, count);
        this._folded.set(key, names);
      } else {
        names.delete(part);
      }
      if (names.size === 0) {
        this._folded.delete(key);
      }
    }
  }
}

/** `a`, `a/b`, `a/b/c`. */
function prefixes(path: string): string[] {
  const segments = path.split('/');
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
}
