// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check } from '@jupyter-atrium/api';
import type { Caller } from '../../auth/caller.ts';
import { ownDraft } from '../../drafts/own-draft.ts';
import type { DraftRow, SealedRow } from '../../drafts/store.ts';
import { DraftNotFoundError } from '../../errors.ts';
import type { Stores } from '../../stores.ts';
import { ID } from '../works/id.ts';

/** A draft that the service has looked into. */
export type SealedDraft = DraftRow & { sealed: SealedRow };

/**
 * Finds a sealed draft of the caller by the id in an address.
 *
 * @throws DraftNotFoundError also for other people's, and for those that were published or are not complete
 */
export async function findSealedDraft(
  { drafts }: Pick<Stores, 'drafts'>,
  caller: Caller,
  id: string | undefined
): Promise<SealedDraft> {
  const draft = id !== undefined && ID.test(id) ? await ownDraft(drafts, caller, id) : null;
  if (!draft?.sealed) {
    throw new DraftNotFoundError();
  }
  return { ...draft, sealed: draft.sealed };
}

/** Lists what looks like a secret, whatever was said of it. */
export function secretsOf({ sealed }: SealedDraft): Check[] {
  return sealed.checks.filter(check => check.kind === 'secret');
}

/** Changes whenever what is asked about a finding does: what a confirm token is bound to. */
export function versionOf({ sealed }: SealedDraft, { level }: Check): string {
  return JSON.stringify([sealed.filesDigest, level]);
}
