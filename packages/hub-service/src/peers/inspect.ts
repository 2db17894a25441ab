// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import type { IClock } from '../clock.ts';
import {
  type Descriptor,
  FEDERATION_PATH,
  fingerprintOf,
  newestLog,
  parseVkey,
  readDescriptor,
  readEntry,
  readNetworkCard,
  parseBundle,
  TILE_WIDTH,
  verifyCheckpoint,
  widthAt
} from '../log/format/index.ts';
import { PeerAwayError, PeerRefusedError } from './follower/errors.ts';
import { PeerSource } from './follower/source.ts';
import { destinationOf, type PeerFetch, PeerFetchError } from './fetch/index.ts';
import type { PeerMode, PeerReview, PeerRow } from './store.ts';

/** What an admin sees of a hub before following it. */
export type Candidate = {
  /** The address that is to be confirmed, with a final slash. */
  address: string;
  descriptor: Descriptor;
  generation: number;
  vkeys: readonly string[];
  bases: readonly string[];
  /** What is to be compared by another channel, one a key. */
  fingerprints: readonly string[];
  size: number;
  /** Titles of what was published last. */
  latest: readonly { title: string; authors: readonly string[] }[];
  /** It was served by another host than its id names: the fingerprint must be typed. */
  isElsewhere: boolean;
};

/** Where a service lies below a hub's address, unless it was moved. */
const USUAL_PATH = 'services/atrium/';
const LATEST = 3;
const POLL_FIRST_MS = 2 * 60_000;

/**
 * Looks at a hub whose address an admin entered: that of its Atrium, or of the hub itself.
 *
 * @throws PeerFetchError, PeerAwayError, PeerRefusedError, LogFormatError
 */
export async function inspectHub(fetch: PeerFetch, entered: string): Promise<Candidate> {
  const address = addressOf(entered);
  fetch.retry(address);
  const { address: found, descriptor } = await firstOf(fetch, [address, `${address}${USUAL_PATH}`]);
  const log = newestLog(descriptor);
  if (!log) {
    throw new PeerRefusedError('This hub has no log that can be followed.');
  }
  const { base: bases, vkeys, generation } = log;
  const source = new PeerSource(fetch, { address: found, bases, descriptor });
  const keys = vkeys.map(parseVkey);
  const [base = ''] = bases;
  const reply = await source.checkpoint(base, null);
  const { size } = verifyCheckpoint(reply?.bytes ?? new Uint8Array(), log.origin, keys);
  return {
    address: found,
    descriptor,
    generation,
    vkeys,
    bases,
    fingerprints: keys.map(fingerprintOf),
    size,
    // What cannot be shown now is no reason not to follow.
    latest: await latestOf(source, base, size).catch(() => []),
    isElsewhere: found.replace(/^https?:\/\//, '') !== `${descriptor.id}/`
  };
}

/** The row of a new follow, from what an admin confirmed. */
export function newPeer(
  { address, descriptor, generation, vkeys, bases, size }: Candidate,
  { mode, review, person, clock }: { mode: PeerMode; review: PeerReview; person: string; clock: IClock }
): PeerRow {
  const now = clock.now();
  return {
    id: descriptor.id,
    address,
    bases,
    name: descriptor.name,
    operator: descriptor.operator ?? '',
    descriptor,
    descriptorDigest: null,
    descriptorTaken: null,
    vkeys,
    recovery: descriptor.recovery,
    generation,
    size: 0,
    range: [],
    etag: null,
    mode,
    review,
    quotaBytes: LIMITS.peerKeptBytes,
    freeSize: size,
    seenSize: size,
    dayStart: now,
    dayEntries: 0,
    state: 'following',
    fault: null,
    failures: 0,
    followedBy: person,
    followedAt: now,
    succeededAt: null,
    changedAt: null,
    polledAt: null,
    nextPollAt: now,
    intervalMs: POLL_FIRST_MS,
    statementAt: 0
  };
}

/** An address as people paste it: perhaps that of a page. */
function addressOf(entered: string): string {
  const text = entered.trim();
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  if (!url || url.username || url.password) {
    throw new PeerRefusedError('This is no address of a hub.');
  }
  url.search = '';
  url.hash = '';
  url.pathname = url.pathname.replace(/(hub|works|fed)\/.*$/, '').replace(/([^/])$/, '$1/');
  return url.href;
}

async function firstOf(
  fetch: PeerFetch,
  addresses: readonly string[]
): Promise<{ address: string; descriptor: Descriptor }> {
  let last: unknown = null;
  for (const address of addresses) {
    const url = new URL(`${address}${FEDERATION_PATH}hub.json`);
    const confirmed = `${url.hostname}:${destinationOf(url).port}`;
    const hosts = { confirmed, named: new Set([confirmed]) };
    const reply = await fetch.read({ url: url.href, kind: 'descriptor', hosts }).catch(asFault);
    if ('bytes' in reply && reply.bytes) {
      return { address, descriptor: readDescriptor(reply.bytes) };
    }
    last ??= 'bytes' in reply ? new PeerAwayError('hub.json', reply.status, reply.retryAfter) : reply;
  }
  throw last;
}

/** A JupyterHub itself redirects what it does not know, which is no reason not to look further. */
function asFault(error: unknown): PeerFetchError {
  if (error instanceof PeerFetchError) {
    return error;
  }
  throw error;
}

/** Titles of the last releases, as their cards have them. */
async function latestOf(source: PeerSource, base: string, size: number): Promise<Candidate['latest']> {
  const index = Math.floor((size - 1) / TILE_WIDTH);
  const width = size === 0 ? 0 : widthAt(index, size);
  if (width === 0) {
    return [];
  }
  const entries = parseBundle(await source.bundle(base, index, width), width).toReversed();
  const titles: { title: string; authors: readonly string[] }[] = [];
  for (const bytes of entries) {
    const reading = readEntry(bytes);
    if (reading.kind === 'entry' && reading.entry.t === 'publish' && titles.length < LATEST) {
      titles.push(...(await titleOf(source, reading.entry.c)));
    }
  }
  return titles;
}

async function titleOf(source: PeerSource, digest: string): Promise<Candidate['latest']> {
  const bytes = await source.blob(digest, 'card').catch(() => null);
  const card = bytes && readNetworkCard(bytes);
  return card ? [{ title: card.name, authors: (card.creator ?? []).map(({ name }) => name) }] : [];
}
