// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { demandReadable, isOwner, tombstoneOf } from '../auth/audience.ts';
import { NotAllowedError, ReleaseNotFoundError, WorkWithdrawnError } from '../errors.ts';
import { route } from '../route.ts';
import type { Stores } from '../stores.ts';
import { canWithdraw } from './policy.ts';
import type { WorkRow } from './store.ts';

export const restoreWork = route(operations.restoreWork, ({ params, body, caller, commit }) =>
  commit({ object: params.work, detail: { label: body.label } }, async stores => {
    await stores.works.lock(params.work);
    const work = demandReadable(caller, await stores.works.find(params.work));
    if (work.state === 'erased' && isOwner(caller, work)) {
      throw new WorkWithdrawnError(tombstoneOf(work, work));
    }
    if (!canWithdraw(caller, work)) {
      throw new NotAllowedError('Only its owner can bring this work back.');
    }
    const label = body.label ?? (await lastOf(stores, work));
    if (label !== null) {
      await restoreRelease(stores, work, label);
    }
    await stores.works.setState(work.id, 'live', null);
    await stores.works.point(work.id);
    await stores.works.noteChange(work.id);
  })
);

/** The release to bring back with a work none of whose releases is live; null if one is. */
async function lastOf({ releases }: Stores, work: WorkRow): Promise<string | null> {
  const left = (await releases.ofWork(work.id)).filter(release => release.state !== 'erased');
  return left.some(release => release.state === 'live') ? null : (left[0]?.label ?? null);
}

async function restoreRelease({ releases }: Stores, work: WorkRow, label: string): Promise<void> {
  const release = await releases.byLabel(work.id, label);
  if (!release) {
    throw new ReleaseNotFoundError(label);
  }
  if (release.state === 'erased') {
    throw new WorkWithdrawnError(tombstoneOf(work, release));
  }
  await releases.setState(release.id, 'live', null);
}
