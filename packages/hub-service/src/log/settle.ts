// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import type { IClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { workUrl } from '../hub.ts';
import type { Stores } from '../stores.ts';
import type { WorkRow } from '../works/store.ts';
import { type Candidate, type Difference, differences } from './differences.ts';
import { foldEntry } from './fold.ts';
import { type LogEntry, readNetworkCard, writeEntry, writeNetworkCard } from './format/index.ts';
import type { LoggedWork, LogHead, ReleaseNow } from './store.ts';

const SALT_BYTES = 16;

/** Settings that the log tells of. */
export type LogSettings = Pick<Config, 'publicUrl' | 'prefix' | 'hubName' | 'contact'>;

/** What deciding about entries needs beside the stores of a transaction. */
export type SettlePorts = { config: LogSettings; clock: IClock };

/**
 * Writes into the log what changed of some works, in the transaction that changed them. Does nothing while the network
 * is off.
 */
export async function settleWorks(ports: SettlePorts, stores: Stores, ids: Iterable<string>): Promise<void> {
  const head = await stores.entries.head();
  for (const id of head ? [...ids].sort() : []) {
    await settleWork(ports, stores, head as LogHead, id);
  }
}

/**
 * Appends entries and takes them into account. Only under the lock of entries.
 *
 * @returns nothing; the index of each is the next one
 */
export async function appendEntry(
  stores: Stores,
  { generation }: Pick<LogHead, 'generation'>,
  entry: LogEntry,
  served?: { seq: number; crate: string }
): Promise<void> {
  await stores.entries.append(generation, [writeEntry(entry)]);
  await foldEntry(stores, generation, entry, served);
}

/** The time that entries say, for display only. */
export function secondsOf(clock: IClock): number {
  return Math.floor(clock.now() / 1000);
}

async function settleWork(ports: SettlePorts, stores: Stores, head: LogHead, id: string): Promise<void> {
  const work = await stores.works.find(id);
  // A hub speaks only for its own works.
  if (work?.home) {
    return;
  }
  const isOpen = work !== null && ['network', 'public'].includes(work.audience);
  if (!isOpen && !(await stores.logged.find(id))) {
    return;
  }
  await stores.entries.lock();
  const logged = await stores.logged.find(id);
  if (!work) {
    await settleUnknown(ports, stores, { head, id, logged });
    return;
  }
  const cards = new Cards(ports, stores, work);
  const releases = await cards.candidates(logged);
  const { state, withdrawCategory: category } = work;
  for (const difference of differences({ id, state, category, isOpen, releases }, logged)) {
    await write(ports, stores, head, { work: id, cards, difference });
  }
}

/** A work that the log names and the records, restored from an older backup, do not have. */
async function settleUnknown(
  { clock }: SettlePorts,
  stores: Stores,
  { head, id, logged }: { head: LogHead; id: string; logged: LoggedWork | null }
): Promise<void> {
  if (logged?.state === 'live') {
    const entry: LogEntry = { t: 'withdraw', ts: secondsOf(clock), w: id, scope: 'retract', cat: 'error' };
    await appendEntry(stores, head, entry);
  }
}

type Write = { work: string; cards: Cards; difference: Difference };

async function write(
  { clock }: SettlePorts,
  stores: Stores,
  head: LogHead,
  { work: w, cards, difference }: Write
): Promise<void> {
  const ts = secondsOf(clock);
  if (difference.kind === 'entry') {
    await appendEntry(stores, head, { ...difference.entry, ts });
    return;
  }
  const { label: v, manifest: m, seq, crate } = difference.release;
  const c = await cards.put(difference.release);
  await (difference.kind === 'publish'
    ? appendEntry(stores, head, { t: 'publish', ts, w, v, m, c }, { seq, crate })
    : appendEntry(stores, head, { t: 'card', ts, w, v, c }));
}

/** Cards of one work's releases. */
class Cards {
  private readonly _ports: SettlePorts;
  private readonly _stores: Stores;
  private readonly _work: WorkRow;

  constructor(ports: SettlePorts, stores: Stores, work: WorkRow) {
    this._ports = ports;
    this._stores = stores;
    this._work = work;
  }

  /** Finds the releases that may be logged: those whose manifest names the work by its present address. */
  async candidates(logged: LoggedWork | null): Promise<Candidate[]> {
    const { id } = this._work;
    const here = workUrl(this._ports.config, id);
    const releases = await this._stores.logged.releasesNow(id);
    const written = await this._stores.entries.documents(
      [...(logged?.releases.values() ?? [])].map(({ card }) => card)
    );
    return releases
      .filter(release => release.url === here)
      .map(release => {
        const card = logged?.releases.get(release.label)?.card;
        return { ...release, isCardStale: card !== undefined && this._isStale(release, written.get(card)) };
      });
  }

  /** Writes a card with new salt and keeps it. */
  async put(release: ReleaseNow): Promise<string> {
    const salt = Buffer.from(this._ports.clock.random(SALT_BYTES)).toString('base64url');
    const bytes = this._write(release, salt);
    const digest = `sha256:${hash('sha256', bytes)}`;
    await this._stores.entries.putDocument(digest, 'card', bytes);
    return digest;
  }

  private _isStale(release: ReleaseNow, written: Uint8Array | undefined): boolean {
    if (release.state === 'erased') {
      return false;
    }
    return !written || !Buffer.from(this._write(release, readNetworkCard(written).hub.salt)).equals(written);
  }

  private _write(release: ReleaseNow, salt: string): Uint8Array {
    const audience = this._work.audience === 'public' ? 'public' : 'network';
    const { url, label, manifest, files, bytes, createdAt, card } = release;
    return writeNetworkCard(
      {
        work: url,
        version: label,
        manifest,
        audience,
        files,
        bytes,
        salt,
        createdAt: new Date(createdAt).toISOString()
      },
      card
    );
  }
}
