// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { RoomSource } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import { demandLive, isOwner, tombstoneOf } from '../auth/audience.ts';
import type { Caller } from '../auth/caller.ts';
import type { AppContext } from '../context.ts';
import { FileNotFoundError, ReleaseNotFoundError, WorkWithdrawnError } from '../errors.ts';
import { UnfitNotebookError } from './errors.ts';

/**
 * Reads a notebook of a release the caller may read.
 *
 * @throws WorkNotFoundError, WorkWithdrawnError, ReleaseNotFoundError, FileNotFoundError, UnfitNotebookError
 */
export async function readWorkNotebook(context: AppContext, caller: Caller, from: RoomSource): Promise<Uint8Array> {
  const work = demandLive(caller, await context.works.find(from.work));
  const release = await context.releases.byLabel(work.id, from.label);
  if (!release) {
    throw new ReleaseNotFoundError(from.label);
  }
  if (release.state === 'erased' || (release.state === 'retracted' && !isOwner(caller, work))) {
    throw new WorkWithdrawnError(tombstoneOf(work, release));
  }
  const found = await context.files.ofPath(release.work, release.seq, from.path);
  if (!found) {
    throw new FileNotFoundError(from.path);
  }
  if (found.size > LIMITS.notebookBytes) {
    throw new UnfitNotebookError('too-large', 'This notebook is too large for a room.');
  }
  const parts: Uint8Array[] = [];
  for await (const part of context.content.read(found.file, 0, found.size)) {
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
