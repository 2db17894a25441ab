// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { join } from 'node:path';
import type { Origin } from '@jupyter-atrium/api';
import type { ITreeContent, LocalEntry, ReleasedFile } from '@jupyter-atrium/notebooks';
import type { Copy } from '../copies/copy.ts';
import { localPath } from '../copies/copy.ts';
import type { Disk } from '../files/disk.ts';
import { sha256 } from '../files/disk.ts';
import { readBaseForm } from './base-forms.ts';
import type { Stage, Staged } from './stage.ts';
import type { Survey } from './survey.ts';

const bare = (digest: string): string => digest.slice('sha256:'.length);

export interface IContentOptions {
  copy: Copy;
  disk: Disk;
  survey: Survey;
  stage: Stage;
  /** Of the release that comes in. */
  files: readonly ReleasedFile[];
  /** What open documents hold, by path: it counts as mine. */
  open: ReadonlyMap<string, string>;
}

/** Where a plan gets its contents from: this disk, the stage, and what pages have open. */
export class CopyContent implements ITreeContent {
  private readonly _options: IContentOptions;

  constructor(options: IContentOptions) {
    this._options = options;
  }

  digest(path: string): string {
    const open = this._options.open.get(path);
    return `sha256:${open === undefined ? this._options.survey.hash(path) : sha256(open)}`;
  }

  mine(path: string): Uint8Array {
    const { open, survey } = this._options;
    const content = open.get(path);
    return content === undefined ? survey.read(path) : Buffer.from(content);
  }

  theirs(digest: string): Uint8Array {
    const bytes = this.released(digest);
    if (!bytes) {
      throw new Error(`The file ${digest} of the release was not fetched.`);
    }
    return bytes;
  }

  base(digest: string): Uint8Array | null {
    return readBaseForm(this._options.disk, this._options.copy, digest);
  }

  /** Reads a file of a release if it is at hand. */
  released(digest: string): Uint8Array | null {
    const { stage, survey } = this._options;
    const here = localWith(this._options, digest);
    return stage.read(digest) ?? (here === null ? null : survey.read(here));
  }

  /** Puts a released file, or one of this copy, ready to be written elsewhere; null if it is not at hand. */
  ready(digest: string): Staged | null {
    const { stage, survey, copy } = this._options;
    const here = localWith(this._options, digest);
    return (
      stage.fetched(digest) ??
      (here === null ? null : stage.copy(join(copy.folder, survey.placeOf(here)), bare(digest)))
    );
  }
}

/** Finds out which files of a release must be fetched: those that are neither what mine was brought to nor on disk. */
export function neededFiles(options: Pick<IContentOptions, 'copy' | 'survey' | 'files'>): Set<string> {
  const { copy, survey, files } = options;
  const needed = files.filter(({ path, digest }) => {
    const isThere = survey.found.get(localPath(copy.origin, path))?.kind === 'file';
    const isLeft = !isThere && copy.origin.left.includes(path);
    const isSame = isThere && copy.origin.files[path]?.base === digest;
    return !isLeft && !isSame && localWith(options, digest) === null;
  });
  return new Set(needed.map(({ digest }) => digest));
}

/** Finds a file of the copy that holds certain bytes, among those that may. */
function localWith(
  { copy, survey, files }: Pick<IContentOptions, 'copy' | 'survey' | 'files'>,
  digest: string
): string | null {
  const { origin } = copy;
  const candidates = [
    ...files.filter(file => file.digest === digest).map(({ path }) => localPath(origin, path)),
    ...basedOn(origin, digest)
  ];
  const found = candidates.find(path => survey.found.get(path)?.kind === 'file' && survey.hash(path) === bare(digest));
  return found ?? null;
}

function basedOn(origin: Origin, digest: string): string[] {
  return Object.keys(origin.files)
    .filter(path => origin.files[path]?.base === digest)
    .map(path => localPath(origin, path));
}

/**
 * What a plan must know of a copy's folder; a folder that is empty, or holds what is not looked at, counts
 * where a released file would come.
 */
export function localEntries(survey: Survey, files: readonly ReleasedFile[]): LocalEntry[] {
  const released = new Set(files.map(({ path }) => path));
  return [...survey.found.values()].flatMap(({ path, kind, size }): LocalEntry[] => {
    if (kind === 'folder') {
      return released.has(path) && survey.occupied.has(path) ? [{ path, kind: 'other', size: 0 }] : [];
    }
    return [{ path, kind, size }];
  });
}
