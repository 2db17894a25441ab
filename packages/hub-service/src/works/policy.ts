// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { isOwner } from '../auth/audience.ts';
import type { Caller } from '../auth/caller.ts';
import { holds } from '../auth/caller.ts';
import type { WorkRow } from './store.ts';

/** Tells whether lists show a work to those who may see it. */
export function isListed(work: WorkRow): boolean {
  return work.state === 'live' && work.release !== null && work.releases > 0;
}

/** Tells whether a caller may change the card or the audience of a work. */
export function canEdit(caller: Caller, work: WorkRow): boolean {
  return work.state === 'live' && isOwner(caller, work) && holds(caller, 'publish');
}

/** Tells whether a caller may publish a further release of a work. */
export function canUpdate(caller: Caller, work: WorkRow): boolean {
  return canEdit(caller, work);
}

/** Tells whether a caller may withdraw or restore a work. */
export function canWithdraw(caller: Caller, work: WorkRow): boolean {
  return work.state !== 'erased' && isOwner(caller, work) && holds(caller, 'publish');
}
