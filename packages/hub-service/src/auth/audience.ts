// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Audience, Reader, Tombstone, Withdrawal, WithdrawalCategory } from '@jupyter-atrium/api';
import { WorkNotFoundError, WorkWithdrawnError } from '../errors.ts';
import type { Caller } from './caller.ts';

/** Who wants to read; null: nobody known, on a public page. */
export type Asker = Pick<Caller, 'person' | 'username' | 'groups' | 'canReadOwn'> | null;

/** What is kept of a withdrawal; all null of what is live. */
type Withdrawn = {
  state: 'live' | 'retracted' | 'erased';
  withdrawnAt: number | null;
  withdrawReason: string | null;
  withdrawCategory: WithdrawalCategory | null;
};

/** What of a work decides who reads it. */
export type Shown = Withdrawn & {
  owner: { id: string; name: string };
  audience: Audience;
  /** Counts for `private` only. */
  readers: readonly Reader[];
  /** Null once erased. */
  release: { card: { title: string } } | null;
};

/** Tells whether somebody may know of a work. */
export function canRead(asker: Asker, work: Pick<Shown, 'owner' | 'audience' | 'readers'>): boolean {
  switch (work.audience) {
    case 'public':
      return true;
    case 'network':
    case 'hub':
      // Whoever gets here has the access scope.
      return asker !== null;
    case 'private':
      // Never for kernels, nor for pages served from somebody else's server.
      return asker !== null && asker.canReadOwn && (isOwner(asker, work) || work.readers.some(isOneOf(asker)));
  }
}

/** Tells whether a work is the asker's own and the credential theirs alone. */
export function isOwner(asker: Asker, work: Pick<Shown, 'owner'>): boolean {
  return asker !== null && asker.canReadOwn && asker.person === work.owner.id;
}

function isOneOf(asker: NonNullable<Asker>): (reader: Reader) => boolean {
  return reader => (reader.kind === 'person' ? reader.name === asker.username : asker.groups.includes(reader.name));
}

/**
 * Lets through what the asker may know of.
 *
 * @throws WorkNotFoundError for hidden and missing works alike: another answer would reveal that the work exists
 */
export function demandReadable<W extends Shown>(asker: Asker, work: W | null): W {
  if (!work || !canRead(asker, work)) {
    throw new WorkNotFoundError();
  }
  return work;
}

/**
 * Lets through what the asker may read now; owners read what they retracted.
 *
 * @throws WorkNotFoundError, WorkWithdrawnError
 */
export function demandLive<W extends Shown>(asker: Asker, work: W | null): W {
  const found = demandReadable(asker, work);
  if (found.state === 'erased' || (found.state === 'retracted' && !isOwner(asker, found))) {
    throw new WorkWithdrawnError(tombstoneOf(found, found));
  }
  return found;
}

/**
 * Says what is left to show of a withdrawn work, or of one release of it.
 *
 * @param withdrawn - the work itself, or its release
 */
export function tombstoneOf(work: Shown, withdrawn: Withdrawn): Tombstone {
  const isErased = withdrawn.state === 'erased';
  return {
    title: isErased ? null : (work.release?.card.title ?? null),
    by: isErased ? null : work.owner.name,
    scope: isErased ? 'erase' : 'retract',
    ...wordsOf(withdrawn)
  };
}

/** Says why and when something was withdrawn; null of what is live. */
export function withdrawalOf(withdrawn: Withdrawn): Withdrawal | null {
  return withdrawn.state === 'live' ? null : wordsOf(withdrawn);
}

function wordsOf({ withdrawnAt, withdrawReason, withdrawCategory }: Withdrawn): Withdrawal {
  return {
    category: withdrawCategory ?? 'other',
    reason: withdrawReason ?? '',
    withdrawnAt: new Date(withdrawnAt ?? 0).toISOString()
  };
}
