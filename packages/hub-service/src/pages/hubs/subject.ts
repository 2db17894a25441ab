// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import { NotFoundError } from '../../errors.ts';
import type { IPeerStore, PeerMode, PeerReview, PeerRow, PeerState } from '../../peers/store.ts';

/** What a hub may bring, in the order of the form. */
export const MODES: readonly (readonly [PeerMode, string])[] = [
  ['listed', 'List its works'],
  ['mirrored', 'List its works, and keep their content here'],
  ['offers', 'List only what it offers and curators accept'],
  ['muted', 'Mute: list nothing, but heed what it withdraws'],
  ['blocked', 'Block: remove all of its works from here']
];

/** Which works wait for a curator. */
export const REVIEWS: readonly (readonly [PeerReview, string])[] = [
  ['none', 'No work waits'],
  ['first', 'Works wait for a curator in the first 7 days, or until 20 are approved'],
  ['all', 'Every work waits for a curator']
];

/** How following goes, in words. */
export const STATES: Readonly<Record<PeerState, string>> = {
  following: 'Followed',
  paused: 'Paused',
  refused: 'Refused; the last good state is kept',
  unreachable: 'Does not answer',
  left: 'Has closed its log'
};

/** Finds a followed hub. @throws NotFoundError */
export async function findHub({ peers }: { peers: IPeerStore }, id: string | null): Promise<PeerRow> {
  const peer = id === null ? null : await peers.find(id);
  if (!peer) {
    throw new NotFoundError();
  }
  return peer;
}

/** Changes whenever what an admin decided about a hub does; not with each poll. */
export function versionOf({ mode, review, quotaBytes, state, vkeys, generation }: PeerRow): string {
  const isPaused = state === 'paused';
  return hash('sha256', JSON.stringify([mode, review, quotaBytes, isPaused, vkeys, generation])).slice(0, 16);
}

/** The page of a hub, below the prefix. */
export function placeOf(id: string): string {
  return `hubs/hub?id=${encodeURIComponent(id)}`;
}

/** One of some words of a form. */
export function choiceOf<T extends string>(choices: readonly (readonly [T, string])[], word: string | null): T | null {
  return choices.find(([each]) => each === word)?.[0] ?? null;
}
