// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import { PeerFetchError } from '../fetch/index.ts';
import type { PeerRow, PeerState } from '../store.ts';
import { PeerAwayError, PeerQuotaError, PeerRefusedError } from './errors.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const FIRST_MS = 2 * MINUTE_MS;
const LIVELY_MS = 10 * MINUTE_MS;
const QUIET_MS = 6 * 60 * MINUTE_MS;
const GROWTH = 1.5;
/** A poll that comes often may bring what ten minutes may. */
const LEAST_COUNTED_MS = 10 * MINUTE_MS;

type Schedule = Pick<PeerRow, 'nextPollAt' | 'intervalMs'>;

/**
 * Says when a hub is asked next: soon after a change, ever more seldom without.
 *
 * @param chance - from 0 to 1: the times of many hubs must not fall together
 */
export function scheduleAfter(peer: PeerRow, { now, hasChanged, chance }: Moment): Schedule {
  const isLively = peer.changedAt !== null && now - peer.changedAt < 7 * DAY_MS;
  const longest = isLively ? LIVELY_MS : QUIET_MS;
  const intervalMs = hasChanged ? FIRST_MS : Math.min(longest, Math.max(FIRST_MS, peer.intervalMs * GROWTH));
  return { intervalMs: Math.round(intervalMs), nextPollAt: now + jitter(intervalMs, chance) };
}

type Moment = { now: number; hasChanged: boolean; chance: number };

/** Says when a hub is asked again after a fault. */
export function scheduleAfterFault(
  peer: PeerRow,
  error: unknown,
  { now, chance }: Omit<Moment, 'hasChanged'>
): Schedule {
  const wanted = error instanceof PeerAwayError ? (error.retryAfter ?? 0) * 1000 : 0;
  const backOff = Math.min(QUIET_MS, FIRST_MS * 2 ** Math.min(peer.failures, 12));
  return { intervalMs: FIRST_MS, nextPollAt: now + Math.max(wanted, jitter(backOff, chance)) };
}

function jitter(ms: number, chance: number): number {
  return Math.round(ms * (0.5 + chance));
}

/** Says what a fault makes of a follow, and how it is told; null: it is a fault of this service. */
export function verdictOn(error: unknown): { state: PeerState; fault: string } | null {
  if (error instanceof PeerRefusedError) {
    return { state: 'refused', fault: error.message };
  }
  if (error instanceof PeerQuotaError) {
    return { state: 'paused', fault: error.message };
  }
  if (error instanceof PeerAwayError || error instanceof PeerFetchError) {
    return { state: 'unreachable', fault: error.message };
  }
  return null;
}

/**
 * Counts new entries against what a hub may bring.
 *
 * @returns what is counted of this day
 * @throws PeerQuotaError
 */
export function countEntries(peer: PeerRow, size: number, now: number): Pick<PeerRow, 'dayStart' | 'dayEntries'> {
  const added = Math.max(0, size - Math.max(peer.size, peer.freeSize));
  const isNewDay = now - peer.dayStart >= DAY_MS;
  const before = isNewDay ? 0 : peer.dayEntries;
  const minutes = Math.max(LEAST_COUNTED_MS, now - (peer.succeededAt ?? peer.followedAt)) / MINUTE_MS;
  if (added > LIMITS.peerEntriesPerMinute * minutes || before + added > LIMITS.peerEntriesPerDay) {
    throw new PeerQuotaError(
      `Its log grew by ${added} entries, more than a hub may bring at once. Nothing of it was taken; let it go on if that is right.`,
      size
    );
  }
  return { dayStart: isNewDay ? now : peer.dayStart, dayEntries: before + added };
}
