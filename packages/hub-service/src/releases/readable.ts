// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Asker } from '../auth/audience.ts';
import { demandLive, isOwner, tombstoneOf } from '../auth/audience.ts';
import { ReleaseNotFoundError, WorkWithdrawnError } from '../errors.ts';
import type { Stores } from '../stores.ts';
import type { WorkRow } from '../works/store.ts';
import type { ReleaseRow } from './store.ts';

/**
 * Finds a release that the asker may read now; owners read what they retracted.
 *
 * @param label - null: the newest one
 * @throws WorkNotFoundError, WorkWithdrawnError, ReleaseNotFoundError
 */
export async function readableRelease(
  stores: Pick<Stores, 'works' | 'releases'>,
  asker: Asker,
  workId: string,
  label: string | null
): Promise<{ work: WorkRow; release: ReleaseRow }> {
  const work = demandLive(asker, await stores.works.find(workId));
  const wanted = label ?? work.release?.label ?? '';
  const release = await stores.releases.byLabel(work.id, wanted);
  if (!release) {
    throw new ReleaseNotFoundError(wanted);
  }
  if (release.state === 'erased' || (release.state === 'retracted' && !isOwner(asker, work))) {
    throw new WorkWithdrawnError(tombstoneOf(work, release));
  }
  return { work, release };
}
