// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Draft, OpenDraft, Sealed } from '@jupyter-atrium/api';
import type { Client } from '@jupyter-atrium/client';
import { AtriumError } from '@jupyter-atrium/client';
import type { Prepared } from '../scan/prepare-all.ts';
import type { ISendOptions } from '../send/send-files.ts';
import { sendFiles } from '../send/send-files.ts';

/** A draft to go on with; without a ticket it is sealed, with the very files that would be sent. */
export type DraftInHand = { draft: Draft; ticket: string | null };

/** A ticket may end while a slow line sends; then the draft gets a fresh one, this often. */
const TICKETS = 5;

/**
 * Finds the draft that an interrupted publish of the same source left, or opens one.
 *
 * What the draft got already need not be sent again. Drafts of the source that nobody can use any more are thrown away.
 *
 * @param filesDigest - of what would be sent
 * @param base - manifest of the release that is updated; null: a new work
 */
export async function draftFor(
  client: Client,
  wanted: OpenDraft,
  { filesDigest, base }: { filesDigest: string; base: string | null }
): Promise<DraftInHand> {
  const { drafts } = await client.listMine();
  for (const draft of drafts.filter(each => each.source === wanted.source && each.work === wanted.work)) {
    const isCurrent = (draft.base?.manifest ?? null) === base;
    if (isCurrent && draft.state === 'sealed' && draft.sealed?.filesDigest === filesDigest) {
      return { draft, ticket: null };
    }
    if (isCurrent && draft.state === 'open') {
      return client.reopenDraft({ params: { draft: draft.id } });
    }
    await client.discardDraft({ params: { draft: draft.id } });
  }
  return client.openDraft({ body: wanted });
}

/** Sends files into a draft and seals it; one that is sealed is left as it is. */
export async function fillDraft(
  { draft, ticket: first }: DraftInHand,
  prepared: Prepared,
  options: Omit<ISendOptions, 'ticket' | 'isNew'> & { client: Client }
): Promise<Sealed> {
  if (draft.sealed) {
    return draft.sealed;
  }
  let ticket = first ?? '';
  for (let tickets = 1; ; tickets++) {
    try {
      return await sendFiles(prepared.files, { ...options, ticket, isNew: draft.base === null });
    } catch (error) {
      if (tickets === TICKETS || !(error instanceof AtriumError) || error.code !== 'ticket-ended') {
        throw error;
      }
      ({ ticket } = await options.client.reopenDraft({ params: { draft: draft.id } }));
    }
  }
}
