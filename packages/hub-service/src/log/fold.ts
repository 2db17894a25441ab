// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Stores } from '../stores.ts';
import type { CardEntry, LogEntry, PublishEntry, RestoreEntry, WithdrawEntry } from './format/index.ts';

/** The stores that hold the log. */
export type LogStores = Pick<Stores, 'entries' | 'logged'>;

/** What an entry does not say of a release, for serving it; absent: no such release is here. */
export type Served = { seq: number; crate: string };

/**
 * Takes an entry into account, in the state that all entries add up to.
 *
 * @param served - for `publish`
 */
export async function foldEntry(
  stores: LogStores,
  generation: number,
  entry: LogEntry,
  served: Served = { seq: -1, crate: '' }
): Promise<void> {
  switch (entry.t) {
    case 'hub':
      return foldHub(stores, generation, entry.d);
    case 'keys':
      return stores.entries.change(generation, { vkeys: entry.vkeys });
    case 'publish':
      return foldPublish(stores, entry, served);
    case 'card':
      return foldCard(stores, entry);
    case 'withdraw':
      return foldWithdraw(stores, entry);
    case 'restore':
      return foldRestore(stores, entry);
    case 'offer':
    case 'answer':
    case 'close':
      return;
  }
}

async function foldHub({ entries }: LogStores, generation: number, descriptor: string): Promise<void> {
  const before = (await entries.head())?.descriptor;
  await entries.change(generation, { descriptor });
  if (before && before !== descriptor) {
    await entries.removeDocuments([before]);
  }
}

async function foldPublish({ logged }: LogStores, { w, v, m, c }: PublishEntry, served: Served): Promise<void> {
  const work = await logged.find(w);
  if (work?.state !== 'erased' && !work?.releases.has(v)) {
    await logged.add(w, { label: v, manifest: m, card: c, state: 'live', ...served });
  }
}

async function foldCard({ entries, logged }: LogStores, { w, v, c }: CardEntry): Promise<void> {
  const release = (await logged.find(w))?.releases.get(v);
  if (release && release.state !== 'erased' && release.card !== c) {
    await logged.setRelease(w, v, { card: c });
    await entries.removeDocuments([release.card]);
  }
}

async function foldWithdraw({ entries, logged }: LogStores, { w, v, scope, cat }: WithdrawEntry): Promise<void> {
  const work = await logged.find(w);
  const state = scope === 'retract' ? 'retracted' : 'erased';
  const named = [...(work?.releases.values() ?? [])].filter(release => v === undefined || release.label === v);
  if (v === undefined && work?.state !== 'erased') {
    await logged.setWork(w, state, cat);
  }
  for (const release of named.filter(each => each.state !== 'erased')) {
    if (v !== undefined || state === 'erased') {
      await logged.setRelease(w, release.label, { state });
    }
    if (state === 'erased') {
      await entries.removeDocuments([release.card]);
    }
  }
}

async function foldRestore({ logged }: LogStores, { w, v }: RestoreEntry): Promise<void> {
  const work = await logged.find(w);
  if (v === undefined && work?.state === 'retracted') {
    await logged.setWork(w, 'live', null);
  }
  if (v !== undefined && work?.releases.get(v)?.state === 'retracted') {
    await logged.setRelease(w, v, { state: 'live' });
  }
}
