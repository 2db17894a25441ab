// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import { isEnvironmentFolder } from '@jupyter-atrium/notebooks';
import type { Copy } from '../copies/copy.ts';
import { localPath } from '../copies/copy.ts';
import { RECORD_FOLDERS } from '../copies/registry.ts';
import { systemCode } from '../files/disk-error.ts';
import type { Disk } from '../files/disk.ts';
import { lookAt, readRegular } from '../files/disk.ts';
import { FilesMovedError } from './apply-changes.ts';

/** Something in a copy's folder. */
export type Found = {
  /** Relative to the copy's folder, NFC. */
  path: string;
  /** The same as the disk writes it. */
  place: string;
  /** `other`: a link or special file; it is occupied, and never opened. */
  kind: 'file' | 'folder' | 'other';
  size: number;
  mtimeNs: bigint;
};

type DiskEntry = Copy['origin']['files'][string]['disk'];

/** Of a file that is not there, or changes just now. */
const UNKNOWN: DiskEntry = { sha256: '', size: 0, mtimeNs: '0' };
/** Beyond it only folders are entered in which released files are. */
const ENTRIES = 20_000;
/** Two changes of a file within this time may carry one time stamp. */
const COARSE_NS = 2_000_000_000n;
const IGNORED = new Set(['__pycache__', 'node_modules', ...RECORD_FOLDERS]);

/** What is in a copy's folder now. Nothing is opened before somebody asks for it. */
export class Survey {
  /** By NFC path. */
  readonly found: ReadonlyMap<string, Found>;
  /** Folders that hold something else than what was found, or nothing. */
  readonly occupied: ReadonlySet<string>;
  private readonly _copy: Copy;
  private readonly _disk: Disk;
  private readonly _hashes = new Map<string, string>();
  private readonly _cached: ReadonlyMap<string, DiskEntry>;

  /**
   * @param released - paths of the release that may come in
   */
  constructor(copy: Copy, disk: Disk, released: readonly string[]) {
    this._copy = copy;
    this._disk = disk;
    const { origin } = copy;
    const entries = Object.entries(origin.files).map(([path, file]) => [localPath(origin, path), file.disk] as const);
    this._cached = new Map(entries);
    const known = new Set([...this._cached.keys(), ...released].flatMap(foldersOf));
    const walk = walkCopy(copy.folder, known, disk);
    this.found = walk.found;
    this.occupied = walk.occupied;
  }

  /** Where a path is on disk, or would be; relative to the copy's folder. */
  placeOf(path: string): string {
    return this.found.get(path)?.place ?? path;
  }

  /** The same, absolute. */
  fullPlace(path: string): string {
    return join(this._copy.folder, this.placeOf(path));
  }

  /**
   * Answers the bare sha256 of a file.
   *
   * @throws FilesMovedError if it changes just now
   */
  hash(path: string): string {
    const known = this._hashes.get(path) ?? this._cachedHash(path);
    if (known !== null) {
      return known;
    }
    const look = lookAt(this._disk, this.fullPlace(path));
    const found = this.found.get(path);
    if (!look?.isSteady || found?.mtimeNs !== look.mtimeNs) {
      throw new FilesMovedError(path);
    }
    this._hashes.set(path, look.sha256);
    return look.sha256;
  }

  /** Reads a file whole. */
  read(path: string): Uint8Array {
    const bytes = readRegular(this._disk, this.fullPlace(path));
    if (!bytes) {
      throw new FilesMovedError(path);
    }
    return bytes;
  }

  /** What a record says of a file's state on disk: only a cache, hence never a reason to stop. */
  diskEntry(path: string): DiskEntry {
    const found = this.found.get(path);
    try {
      return found?.kind === 'file'
        ? { sha256: this.hash(path), size: found.size, mtimeNs: String(found.mtimeNs) }
        : UNKNOWN;
    } catch {
      return UNKNOWN;
    }
  }

  private _cachedHash(path: string): string | null {
    const found = this.found.get(path);
    const cached = this._cached.get(path);
    const isSame = found && cached && found.size === cached.size && String(found.mtimeNs) === cached.mtimeNs;
    return isSame && found.mtimeNs + COARSE_NS < this._copy.writtenNs ? cached.sha256 : null;
  }
}

/** `a` and `a/b` for `a/b/c`. */
function foldersOf(path: string): string[] {
  const segments = path.split('/').slice(0, -1);
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
}

function walkCopy(
  root: string,
  known: ReadonlySet<string>,
  disk: Disk
): { found: Map<string, Found>; occupied: Set<string> } {
  const found = new Map<string, Found>();
  const occupied = new Set<string>();
  const waiting = [{ path: '', place: '' }];
  for (let at = waiting.shift(); at; at = waiting.shift()) {
    const entries = entriesOf(disk, join(root, at.place));
    const isEnvironment = !known.has(at.path) && at.path !== '' && isEnvironmentFolder(entries.map(({ name }) => name));
    const seen = isEnvironment ? [] : entries.flatMap(entry => describe(root, at, entry, disk) ?? []);
    if (seen.length < entries.length || seen.length === 0) {
      occupied.add(at.path);
    }
    seen.forEach(one => found.set(one.path, one));
    const isEntered = (one: Found): boolean => known.has(one.path) || found.size < ENTRIES;
    waiting.push(...seen.filter(one => one.kind === 'folder' && isEntered(one)));
  }
  return { found, occupied };
}

function describe(root: string, at: { path: string; place: string }, entry: Dirent, disk: Disk): Found | null {
  const { name } = entry;
  // No release can hold a name that begins with a dot, so these never meet one.
  if (name.startsWith('.') || IGNORED.has(name)) {
    return null;
  }
  const place = at.place === '' ? name : `${at.place}/${name}`;
  const stats = disk.lstatSync(join(root, place), { bigint: true, throwIfNoEntry: false });
  if (!stats) {
    return null;
  }
  const kind = stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other';
  const path = at.path === '' ? name.normalize('NFC') : `${at.path}/${name.normalize('NFC')}`;
  return { path, place, kind, size: Number(stats.size), mtimeNs: stats.mtimeNs };
}

function entriesOf(disk: Disk, folder: string): Dirent[] {
  try {
    return disk.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'].includes(systemCode(error))) {
      return [];
    }
    throw error;
  }
}
