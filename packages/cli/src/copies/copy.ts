// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ORIGIN_TYPE, Origin, checkPath } from '@jupyter-atrium/api';
import { problem } from '../files/disk-error.ts';
import type { Disk } from '../files/disk.ts';
import { readRegular, realDisk, statOf } from '../files/disk.ts';
import { lazyCheck } from '../files/lazy-check.ts';
import { RECORD_FOLDERS } from './registry.ts';

/** A copy on disk, as its record says. */
export type Copy = {
  /** Absolute, links resolved. */
  folder: string;
  /** The name of the folder with the record. */
  recordFolder: string;
  origin: Origin;
  /** The record as it stands on disk. */
  text: string;
  /** When it was written, nanoseconds since 1970. */
  writtenNs: bigint;
};

const isOrigin = lazyCheck(Origin);
const KIND = /^application\/vnd\.atrium\.copy\.v(\d+)\+json$/;

/**
 * Reads a copy's record with care: it may be damaged, or of a newer Atrium.
 *
 * @param folder - absolute
 * @param shown - as the person knows the folder
 * @throws AtriumError `not-a-copy`, `copy-damaged`, `copy-newer`
 */
export function readCopy(folder: string, shown: string, disk: Disk = realDisk): Copy {
  const { folder: real, recordFolder } = locateCopy(folder, shown, disk);
  const bytes = readRegular(disk, join(real, recordFolder, 'origin.json')) ?? Buffer.alloc(0);
  const text = bytes.toString('utf8');
  const { mtimeNs } = statSync(join(real, recordFolder, 'origin.json'), { bigint: true });
  return { folder: real, recordFolder, origin: parseOrigin(text, shown), text, writtenNs: mtimeNs };
}

/**
 * Finds where a copy's record is, without reading it.
 *
 * @throws AtriumError `not-a-copy`
 */
export function locateCopy(folder: string, shown: string, disk: Disk): Pick<Copy, 'folder' | 'recordFolder'> {
  const real = realFolder(folder);
  const found = real === null ? null : findRecord(real, disk);
  if (real === null || !found) {
    throw problem('not-a-copy', `${shown} is no copy of a work. Open one from the gallery, or with \`atrium get\`.`);
  }
  return { folder: real, recordFolder: found.recordFolder };
}

/**
 * Finds the copy that a file or folder is, or lies in.
 *
 * @param path - absolute
 * @returns its folder; null if there is none
 */
export function enclosingCopy(path: string, disk: Disk = realDisk): string | null {
  for (let at = realFolder(path) ?? dirname(path); ; at = dirname(at)) {
    if (findRecord(at, disk)) {
      return at;
    }
    if (at === dirname(at)) {
      return null;
    }
  }
}

/** Where a file of a copy is; release paths that were renamed here are followed. */
export function localPath(origin: Pick<Origin, 'paths'>, path: string): string {
  return Object.hasOwn(origin.paths, path) ? (origin.paths[path] ?? path) : path;
}

/** Reads the text of a record. */
export function parseOrigin(text: string, shown: string): Origin {
  const origin = parse(text);
  const version = Number(KIND.exec(String((origin as { type?: unknown } | null)?.type))?.[1] ?? 0);
  if (version > Number(KIND.exec(ORIGIN_TYPE)?.[1])) {
    throw problem(
      'copy-newer',
      `${shown} was last updated by a newer Atrium. Update Atrium here, or ask your hub’s operator to; your files are untouched.`
    );
  }
  if (!isOrigin(origin) || !isSafe(origin)) {
    throw problem(
      'copy-damaged',
      `The record of ${shown} is damaged, so this copy can no longer be updated. Your files are untouched: ` +
        'open a new copy, and take your work over from this one.'
    );
  }
  return origin;
}

function realFolder(path: string): string | null {
  try {
    return statSync(path).isDirectory() ? realpathSync(path) : null;
  } catch {
    return null;
  }
}

function findRecord(folder: string, disk: Disk): { recordFolder: string; bytes: Buffer } | null {
  for (const recordFolder of RECORD_FOLDERS) {
    const place = join(folder, recordFolder, 'origin.json');
    const isFolder = statOf(disk, dirname(place))?.isDirectory() === true;
    const bytes = isFolder ? readRegular(disk, place) : null;
    if (bytes) {
      return { recordFolder, bytes };
    }
  }
  return null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Nothing in a record leads out of the copy, or to the record itself. */
function isSafe(origin: Origin): boolean {
  const released = [...Object.keys(origin.files), ...Object.keys(origin.paths), ...origin.left];
  return released.every(path => checkPath(path) === null) && Object.values(origin.paths).every(isInside);
}

/** Whether a path stays in a copy and out of its record; people may name their files as they like otherwise. */
export function isInside(path: string): boolean {
  const segments = path.split('/');
  const isRecord = RECORD_FOLDERS.some(name => name === segments[0]);
  return !isRecord && !path.includes('\0') && segments.every(name => !['', '.', '..'].includes(name));
}

/** What a copy is called, for messages. */
export function copyName({ folder }: Pick<Copy, 'folder'>): string {
  return basename(folder);
}
