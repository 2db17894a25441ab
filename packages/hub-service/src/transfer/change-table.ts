// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { PutFiles } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import { BadContentError } from '../errors.ts';
import type { Stores } from '../stores.ts';
import { TooManyFilesError } from './errors.ts';
import { openDraftOf } from './open-draft-of.ts';
import { demandName } from './table-rules.ts';

/**
 * Applies changes to a draft's table of files; the same changes again change nothing.
 *
 * @throws BadNameError, TooManyFilesError, BadContentError, TicketEndedError, DraftSealedError
 */
export async function changeTable(stores: Stores, ticket: { draft: string }, changes: PutFiles): Promise<void> {
  changes.put.forEach(file => demandName(file.path));
  await stores.drafts.lock(ticket.draft);
  const draft = await openDraftOf(stores, ticket);
  const from = changes.base === null ? null : await baseOf(stores, draft.work, changes.base);
  await stores.drafts.change(draft.id, from, changes);
  // Sealing counts exactly; this only bounds what a draft may pile up.
  if ((await stores.drafts.countPut(draft.id)) > LIMITS.filesPerRelease) {
    throw new TooManyFilesError(LIMITS.filesPerRelease + 1);
  }
}

/** Only releases of the same work are a base: others may not be the person's to read. */
async function baseOf({ releases }: Stores, work: string | null, manifest: string): Promise<string> {
  const release = await releases.byManifest(manifest);
  if (!release || work === null || release.work !== work || release.state === 'erased') {
    throw new BadContentError('The release to start from is not of this work. Send all files instead.');
  }
  return release.id;
}
