// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS, operations } from '@jupyter-atrium/api';
import { demandReadable, isOwner } from '../auth/audience.ts';
import type { Caller } from '../auth/caller.ts';
import { newId } from '../clock.ts';
import { DraftNotFoundError, NotAllowedError, QuotaExceededError } from '../errors.ts';
import { route } from '../route.ts';
import type { Stores } from '../stores.ts';
import { issueTicket } from '../auth/ticket.ts';
import type { WorkRow } from '../works/store.ts';
import { TooManyDraftsError } from './errors.ts';
import { presentDraft } from './present.ts';

export const openDraft = route(operations.openDraft, async ({ body, caller, context, commit }) => {
  const { clock, content } = context;
  await content.disk.demandSpace();
  const id = newId(clock);
  return commit({ object: id, detail: { work: body.work } }, async stores => {
    const work = body.work === null ? null : await demandUpdatable(stores, caller, body.work);
    const drafts = await stores.drafts.ofOwner(caller.person);
    if (drafts.length >= LIMITS.draftsPerPerson) {
      throw new TooManyDraftsError();
    }
    const left = await demandQuota(stores, caller, Math.max(0, (body.total ?? 0) - (work?.release?.bytes ?? 0)));
    const { title, source, total } = body;
    const base = work?.release?.id ?? null;
    await stores.drafts.add({ id, owner: caller.person, work: body.work, base, title, source, total });
    const draft = await stores.drafts.find(id);
    if (!draft) {
      throw new DraftNotFoundError();
    }
    const grant = { person: caller.person, draft: id, release: null };
    return { draft: presentDraft(draft), ...(await issueTicket(stores.tickets, clock, grant, left)) };
  });
});

/**
 * Finds a work of which the caller may publish a further release.
 *
 * @throws WorkNotFoundError, NotAllowedError
 */
export async function demandUpdatable({ works }: Pick<Stores, 'works'>, caller: Caller, id: string): Promise<WorkRow> {
  const work = demandReadable(caller, await works.find(id));
  if (!isOwner(caller, work)) {
    throw new NotAllowedError(
      `This work is ${work.owner.name}’s. Publish a work of your own that names it as its source.`
    );
  }
  if (work.state !== 'live') {
    throw new NotAllowedError('This work was withdrawn. Bring it back first, or publish a new one.');
  }
  return work;
}

/**
 * Lets through what fits the caller's quota.
 *
 * @param needed - bytes to come
 * @returns bytes left
 * @throws QuotaExceededError
 */
export async function demandQuota({ files }: Pick<Stores, 'files'>, caller: Caller, needed: number): Promise<number> {
  const limit = LIMITS.storedBytesPerPerson;
  const used = await files.storedBy(caller.person);
  if (used + needed > limit) {
    throw new QuotaExceededError(used, limit, needed);
  }
  return limit - used;
}
