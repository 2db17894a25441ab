// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS_VERSION, FACTS_VERSION, checkFile } from '@jupyter-atrium/notebooks';
import { keepNewest } from '../files/keep-newest.ts';
import type { CachedCut } from '../files/stat-cache.ts';
import type { DiskFile, FileStat } from '../files/walk.ts';
import { writeDurably } from '../files/write-durably.ts';
import type { FileLook } from './file-look.ts';

/** What a look was at: the file, what it is published as, and what else the look depends on. */
export type LookedAt = { file: Pick<DiskFile, 'path'> & { stat: FileStat }; cut: CachedCut; circumstances: string };

/** Folders whose looks are kept. */
const FOLDERS = 20;
/** Looks at what is not there any more, kept in case it comes back. */
const SPARE = 1000;
const LOOK_CHARACTERS = 64 * 1024;
const ALL_CHARACTERS = 16 * 1024 * 1024;

/**
 * Remembers what was found in the files of one folder. Losing it costs only time; what does not look like its own is
 * not read. It holds nothing that a finding would mask.
 */
export class LookCache {
  private readonly _folder: string;
  private readonly _path: string;
  private readonly _used = new Map<string, string>();
  private _known: ReadonlyMap<string, string> | null = null;
  private _isChanged = false;

  /**
   * @param cache - the person's cache folder
   * @param folder - the folder whose files these are, absolute
   */
  constructor(cache: string, folder: string) {
    this._folder = join(cache, 'looks');
    this._path = join(this._folder, hash('sha256', folder).slice(0, 32));
  }

  /** Answers what was found in a file; null if that is not known. */
  find(at: LookedAt): FileLook | null {
    const key = keyOf(at);
    const text = this._stored().get(key);
    if (text === undefined) {
      return null;
    }
    this._used.set(key, text);
    return fromText(text);
  }

  /** Keeps what was found in a file, if it may be kept. */
  keep(at: LookedAt, look: FileLook): void {
    const text = toText(look);
    if (text !== null) {
      this._used.set(keyOf(at), text);
      this._isChanged = true;
    }
  }

  /** Writes what was found since this was made; never throws. */
  save(): void {
    if (!this._isChanged) {
      return;
    }
    const all = [...new Map([...this._used, ...this._stored()])].slice(0, 2 * this._used.size + SPARE);
    let room = ALL_CHARACTERS;
    const entries = all.filter(([, text]) => (room -= text.length) > 0);
    const content = JSON.stringify(entries);
    try {
      writeDurably(this._path, `${headOf(content)}\n${content}`, 0o600);
      keepNewest(this._folder, FOLDERS);
    } catch {
      // The next run looks into the files again.
    }
  }

  private _stored(): ReadonlyMap<string, string> {
    return (this._known ??= readLooks(this._path));
  }
}

/** A digest of what is published does not tell apart files of which something is taken out. */
function keyOf({ file, cut, circumstances }: LookedAt): string {
  const { size, mtimeNs, ino } = file.stat;
  const original = cut.isAsOnDisk ? '' : `${size} ${mtimeNs} ${ino}`;
  return hash('sha256', [file.path, cut.digest, original, circumstances].join('\n'));
}

/** Answers null for a look that is too large, or names something that a finding would mask. */
function toText({ facts, outputs, checks }: FileLook): string | null {
  const { packages, ...needs } = facts.needs;
  const told: string[] = [];
  const gather = (_: string, value: unknown): unknown => {
    if (typeof value === 'string') {
      told.push(value);
    }
    return value;
  };
  const kept = JSON.stringify({ ...facts, needs: { ...needs, packages: [...packages] } }, gather);
  const text = `[${kept},${JSON.stringify([outputs, checks])}]`;
  return text.length <= LOOK_CHARACTERS && isHarmless(told.join('\n')) ? text : null;
}

function fromText(text: string): FileLook {
  type Kept = Omit<FileLook['facts'], 'needs'> & {
    needs: Omit<FileLook['facts']['needs'], 'packages'> & { packages: [string, number][] };
  };
  const [facts, [outputs, checks]] = JSON.parse(text) as [Kept, [FileLook['outputs'], FileLook['checks']]];
  return { facts: { ...facts, needs: { ...facts.needs, packages: new Map(facts.needs.packages) } }, outputs, checks };
}

function isHarmless(text: string): boolean {
  return checkFile({ path: 'facts.txt', size: text.length, content: { kind: 'text', text } }).length === 0;
}

function headOf(content: string): string {
  return `atrium-looks ${FACTS_VERSION}.${CHECKS_VERSION} ${hash('sha256', content)}`;
}

function readLooks(path: string): ReadonlyMap<string, string> {
  try {
    const text = readFileSync(path, 'utf8');
    const end = text.indexOf('\n');
    const content = text.slice(end + 1);
    return new Map(text.slice(0, end) === headOf(content) ? (JSON.parse(content) as [string, string][]) : []);
  } catch {
    return new Map();
  }
}
