// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Caller } from '../auth/caller.ts';
import { DraftNotFoundError } from '../errors.ts';
import type { DraftRow, IDraftStore } from './store.ts';

/**
 * Finds one of the caller's drafts.
 *
 * @throws DraftNotFoundError also for other people's
 */
export async function ownDraft(drafts: IDraftStore, caller: Caller, id: string): Promise<DraftRow> {
  const draft = await drafts.find(id);
  if (!draft || draft.owner !== caller.person) {
    throw new DraftNotFoundError();
  }
  return draft;
}
