// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { WorkState } from '../works/store.ts';
import type { LogEntry } from './format/index.ts';
import type { LoggedRelease, LoggedWork, ReleaseNow } from './store.ts';

/** A release that may be logged, and whether the card that the log names says something else. */
export type Candidate = ReleaseNow & { isCardStale: boolean };

/** A work as the records have it. */
export type WorkNow = {
  id: string;
  state: WorkState;
  category: string | null;
  /** Its audience is `network` or `public`. */
  isOpen: boolean;
  /** Oldest first. */
  releases: readonly Candidate[];
};

/** One thing the log does not say yet. */
export type Difference =
  { kind: 'publish' | 'card'; release: Candidate } | { kind: 'entry'; entry: WithoutTime<LogEntry> };

type WithoutTime<T> = T extends unknown ? Omit<T, 'ts'> : never;

/**
 * Finds what the log has to say for its state of a work to become that of the records.
 *
 * Works of other audiences appear in nothing it finds, unless the log named them before.
 */
export function differences(work: WorkNow, logged: LoggedWork | null): Difference[] {
  if (logged?.state === 'erased') {
    return [];
  }
  if (work.state === 'erased') {
    return logged ? [withdraw(work.id, null, 'erase', work.category)] : [];
  }
  const erased = work.releases
    .filter(release => release.state === 'erased' && isKnown(logged?.releases.get(release.label)))
    .map(release => withdraw(work.id, release.label, 'erase', release.category));
  return [...erased, ...(work.isOpen ? openDifferences(work, logged) : closedDifferences(work, logged))];
}

function isKnown(release: LoggedRelease | undefined): release is LoggedRelease {
  return release !== undefined && release.state !== 'erased';
}

/** A work that left the network is withdrawn from there whatever it is at home. */
function closedDifferences(work: WorkNow, logged: LoggedWork | null): Difference[] {
  const isLeaving = logged !== null && logged.category !== 'audience';
  return isLeaving ? [withdraw(work.id, null, 'retract', 'audience')] : [];
}

function openDifferences(work: WorkNow, logged: LoggedWork | null): Difference[] {
  const found = work.releases
    .filter(release => release.state !== 'erased')
    .flatMap(release => releaseDifferences(work, release, logged?.releases.get(release.label)));
  found.push(...lostDifferences(work, logged));
  const isHidden = logged?.state === 'retracted';
  if (work.state === 'live' && isHidden) {
    found.push({ kind: 'entry', entry: { t: 'restore', w: work.id } });
  }
  if (work.state === 'retracted' && logged && (!isHidden || logged.category === 'audience')) {
    found.push(withdraw(work.id, null, 'retract', work.category));
  }
  return found;
}

/** Releases that the records, restored from an older backup, do not have any more: nothing of them can be given out. */
function lostDifferences(work: WorkNow, logged: LoggedWork | null): Difference[] {
  return [...(logged?.releases.values() ?? [])]
    .filter(({ label, manifest, state }) => {
      const isHere = work.releases.some(release => release.label === label && release.manifest === manifest);
      return state === 'live' && !isHere;
    })
    .map(({ label }) => withdraw(work.id, label, 'retract', 'error'));
}

function releaseDifferences(work: WorkNow, release: Candidate, logged: LoggedRelease | undefined): Difference[] {
  if (!logged) {
    return release.state === 'live' && work.state === 'live' ? [{ kind: 'publish', release }] : [];
  }
  if (logged.state === 'erased' || logged.manifest !== release.manifest) {
    return [];
  }
  const found: Difference[] = release.isCardStale ? [{ kind: 'card', release }] : [];
  if (release.state === 'retracted' && logged.state === 'live') {
    found.push(withdraw(work.id, release.label, 'retract', release.category));
  }
  if (release.state === 'live' && logged.state === 'retracted') {
    found.push({ kind: 'entry', entry: { t: 'restore', w: work.id, v: release.label } });
  }
  return found;
}

function withdraw(w: string, v: string | null, scope: 'retract' | 'erase', category: string | null): Difference {
  return {
    kind: 'entry',
    entry: { t: 'withdraw', w, ...(v === null ? {} : { v }), scope, cat: category ?? 'other' }
  };
}
