// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { demandReadable } from '../auth/audience.ts';
import { NotAllowedError, ReleaseNotFoundError } from '../errors.ts';
import { route } from '../route.ts';
import type { Stores } from '../stores.ts';
import { canWithdraw } from './policy.ts';
import type { Cause } from './store.ts';

export const withdrawWork = route(operations.withdrawWork, async ({ params, body, caller, context, commit }) => {
  const { label, scope, category = 'other', reason } = body;
  await commit({ object: params.work, detail: { label, scope, category } }, async stores => {
    await stores.works.lock(params.work);
    const work = demandReadable(caller, await stores.works.find(params.work));
    if (!canWithdraw(caller, work)) {
      throw new NotAllowedError(
        work.state === 'erased'
          ? 'This work was erased: nothing is left of it.'
          : 'Only its owner can withdraw this work.'
      );
    }
    const isErased = scope === 'erase';
    await withdrawReleases(stores, work.id, { label, isErased, cause: { category, reason } });
    const left = (await stores.releases.ofWork(work.id)).filter(release => release.state !== 'erased');
    const hasLive = label !== null && left.some(release => release.state === 'live');
    if (!hasLive) {
      await stores.works.setState(work.id, left.length === 0 ? 'erased' : 'retracted', { category, reason });
    }
    if (isErased) {
      await stores.files.erase(
        work.id,
        left.map(release => release.seq)
      );
    }
    if (left.length === 0) {
      await stores.works.setAudience(work.id, work.audience, []);
      await stores.drafts.removeOf(work.id);
    }
    await stores.works.point(work.id);
    await stores.works.noteChange(work.id);
  });
  if (scope === 'erase') {
    // Behind the call: it answers 410 from now on.
    void context.upkeep.erase();
  }
});

type Withdrawal = { label: string | null; isErased: boolean; cause: Cause };

/** A retracted work keeps its releases as they are; erasing takes each of them. */
async function withdrawReleases(
  { releases }: Stores,
  work: string,
  { label, isErased, cause }: Withdrawal
): Promise<void> {
  const all = await releases.ofWork(work);
  const named = label === null ? (isErased ? all : []) : all.filter(release => release.label === label);
  if (label !== null && named.length === 0) {
    throw new ReleaseNotFoundError(label);
  }
  for (const release of named.filter(each => each.state !== 'erased')) {
    await releases.setState(release.id, isErased ? 'erased' : 'retracted', cause);
  }
}
