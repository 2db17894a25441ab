// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CutFile } from '@jupyter-atrium/client';
import type { FileStat } from './walk.ts';
import { writeDurably } from './write-durably.ts';

/** What a file is published as: itself, or a notebook made ready with or without its outputs. */
export type Rendition = 'file' | 'notebook' | 'notebook-without-outputs';

/** What is known of a file's published form. */
export type CachedCut = CutFile & {
  /** The published bytes are those on disk. */
  isAsOnDisk: boolean;
};

type Entry = { size: number; mtimeNs: string; ino: string; cuts: Partial<Record<Rendition, CachedCut>> };

type Content = {
  version: number;
  /** Nanoseconds; a file changed shortly before may have changed again unseen. */
  startedNs: string;
  entries: Record<string, Entry>;
};

/** Raised when what is published of the same bytes changes. */
const VERSION = 1;

/** Two changes of a file within this time may carry one time stamp. */
const COARSE_NS = 2_000_000_000n;

/** Entries of files that are gone, kept in case they come back. */
const SPARE = 1000;

/**
 * Remembers, for the files of one folder, what they were hashed and cut to. Losing it costs only time.
 */
export class StatCache {
  private readonly _path: string;
  private readonly _startedNs: bigint;
  private readonly _entries: Map<string, Entry>;
  private _isChanged = false;

  /**
   * @param cache - the person's cache folder
   * @param folder - the folder whose files these are, absolute
   * @param now - milliseconds, before any file is read
   */
  constructor(cache: string, folder: string, now: number) {
    const name = createHash('sha256').update(folder).digest('hex').slice(0, 32);
    this._path = join(cache, 'files', `${name}.json`);
    this._startedNs = BigInt(now) * 1_000_000n;
    const { startedNs, entries } = readContent(this._path);
    const trustedBefore = BigInt(startedNs) - COARSE_NS;
    this._entries = new Map(Object.entries(entries).filter(([, { mtimeNs }]) => BigInt(mtimeNs) < trustedBefore));
  }

  /** Answers what is known of a file; null if it may have changed. */
  find(path: string, stat: FileStat, rendition: Rendition): CachedCut | null {
    const entry = this._entries.get(path);
    return entry && isSame(entry, stat) ? (entry.cuts[rendition] ?? null) : null;
  }

  /** Keeps what a file was found to be. */
  keep(path: string, stat: FileStat, rendition: Rendition, cut: CachedCut): void {
    const known = this._entries.get(path);
    const cuts = known && isSame(known, stat) ? known.cuts : {};
    const { size, mtimeNs, ino } = stat;
    const entry = { size, mtimeNs: String(mtimeNs), ino: String(ino), cuts: { ...cuts, [rendition]: cut } };
    this._entries.set(path, entry);
    this._isChanged = true;
  }

  /**
   * Writes what is known; never throws.
   *
   * @param paths - of all files there are now; others are forgotten when they have become many
   */
  save(paths: ReadonlySet<string>): void {
    if (!this._isChanged) {
      return;
    }
    const all = [...this._entries];
    const entries = all.length > 2 * paths.size + SPARE ? all.filter(([path]) => paths.has(path)) : all;
    const content: Content = {
      version: VERSION,
      startedNs: String(this._startedNs),
      entries: Object.fromEntries(entries)
    };
    try {
      writeDurably(this._path, JSON.stringify(content), 0o600);
    } catch {
      // Without room for it, the next run reads the files again.
    }
  }
}

function isSame(entry: Entry, { size, mtimeNs, ino }: FileStat): boolean {
  return entry.size === size && entry.mtimeNs === String(mtimeNs) && entry.ino === String(ino);
}

function readContent(path: string): Content {
  const nothing: Content = { version: VERSION, startedNs: '0', entries: {} };
  try {
    const content = JSON.parse(readFileSync(path, 'utf8')) as Content;
    return content.version === VERSION ? content : nothing;
  } catch {
    return nothing;
  }
}
