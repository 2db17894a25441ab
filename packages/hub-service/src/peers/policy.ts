// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { LogItemState, PeerMode, PeerRow, Standing } from './store.ts';

const FIRST_MS = 7 * 24 * 3_600_000;
const FIRST_WORKS = 20;

/** Tells whether the gallery lists a work of a followed hub. */
export function isShown(mode: PeerMode, standing: Standing): boolean {
  switch (mode) {
    case 'muted':
    case 'blocked':
      return false;
    case 'offers':
      return standing === 'accepted';
    case 'listed':
    case 'mirrored':
      return standing !== 'waiting' && standing !== 'hidden';
  }
}

/**
 * Tells whether works of a hub wait for a curator.
 *
 * @param approved - works of it that were
 */
export function isReviewed(
  { review, followedAt }: Pick<PeerRow, 'review' | 'followedAt'>,
  now: number,
  approved: number
): boolean {
  return review === 'all' || (review === 'first' && now < followedAt + FIRST_MS && approved < FIRST_WORKS);
}

/** Tells whether content of what was withdrawn is to leave this hub, too. */
export function isPurged(state: LogItemState, category: string | null): boolean {
  return state === 'erased' || (state === 'retracted' && category === 'audience');
}
