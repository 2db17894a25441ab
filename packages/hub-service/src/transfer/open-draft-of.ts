// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { DraftSealedError } from '../drafts/errors.ts';
import type { DraftRow } from '../drafts/store.ts';
import type { Stores } from '../stores.ts';
import { TicketEndedError } from '../auth/ticket.ts';

/**
 * Finds the draft of a ticket while it can still be filled.
 *
 * @throws TicketEndedError, DraftSealedError
 */
export async function openDraftOf({ drafts }: Pick<Stores, 'drafts'>, ticket: { draft: string }): Promise<DraftRow> {
  const draft = await drafts.find(ticket.draft);
  if (!draft) {
    throw new TicketEndedError();
  }
  if (draft.state !== 'open') {
    throw new DraftSealedError();
  }
  return draft;
}
