// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { canRead, isOwner, tombstoneOf } from '../auth/audience.ts';
import { TicketEndedError } from '../auth/ticket.ts';
import { WorkWithdrawnError } from '../errors.ts';
import type { ReleaseRow } from '../releases/store.ts';
import type { Stores } from '../stores.ts';

/**
 * Finds the release of a ticket, as long as its person may read it: audiences narrow while tickets live.
 *
 * @throws TicketEndedError, WorkWithdrawnError
 */
export async function releaseOf(
  { works, releases, people }: Pick<Stores, 'works' | 'releases' | 'people'>,
  ticket: { person: string; release: string }
): Promise<ReleaseRow> {
  const release = await releases.byId(ticket.release);
  const work = release && (await works.find(release.work));
  const person = await people.asker(ticket.person);
  if (!work || !person || !canRead(person, work)) {
    throw new TicketEndedError();
  }
  const withdrawn = [work, release].find(each => each.state !== 'live');
  if (withdrawn && (withdrawn.state === 'erased' || !isOwner(person, work))) {
    throw new WorkWithdrawnError(tombstoneOf(work, withdrawn));
  }
  return release;
}
