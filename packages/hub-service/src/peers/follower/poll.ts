// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import {
  type Checkpoint,
  CompactRange,
  type Descriptor,
  LogFormatError,
  logOrigin,
  newestLog,
  parseVkey,
  readDescriptor,
  verifyCheckpoint
} from '../../log/format/index.ts';
import type { PeerFetch } from '../fetch/index.ts';
import type { Stores } from '../../stores.ts';
import type { IClock } from '../../clock.ts';
import type { PeerRow } from '../store.ts';
import { fetchCards } from './cards.ts';
import { PeerAwayError, PeerRefusedError } from './errors.ts';
import { findGeneration } from './generations.ts';
import { readEntries } from './read-entries.ts';
import { countEntries } from './schedule.ts';
import { PeerSource } from './source.ts';
import { Spool } from './spool.ts';
import { takeOver } from './take-over.ts';

/** What following a hub needs. */
export type FollowPorts = {
  fetch: PeerFetch;
  stores: Stores;
  clock: IClock;
  /** Folder of the service's data. */
  data: string;
  ownHub: string;
  change: <T>(act: (stores: Stores) => Promise<T>) => Promise<T>;
};

const CARDS_AT_ONCE = 512;
const STATEMENT_EVERY_MS = 24 * 3_600_000;

type Seen = { base: string; checkpoint: Checkpoint; etag: string | null };

/**
 * Asks a hub once, and takes over what is new.
 *
 * @returns whether anything was
 * @throws PeerRefusedError, PeerQuotaError, PeerAwayError, PeerFetchError: the last good state is as it was
 */
export async function pollOnce(ports: FollowPorts, id: string): Promise<boolean> {
  const peer = await demandPeer(ports, id);
  let hasChanged = false;
  try {
    hasChanged = await advance(ports, peer);
  } catch (error) {
    if (!(await tryGeneration(ports, peer, error))) {
      throw error;
    }
    hasChanged = true;
  }
  const after = await demandPeer(ports, id);
  if (after.state === 'left' && (await tryGeneration(ports, after, null))) {
    hasChanged = true;
  }
  await renewDescriptor(ports, await demandPeer(ports, id));
  await bringCards(ports, id);
  return hasChanged;
}

/** Brings the follow to the newest checkpoint; walks rotations of keys that were slept through. */
async function advance(ports: FollowPorts, peer: PeerRow): Promise<boolean> {
  const source = new PeerSource(ports.fetch, peer);
  let now = peer;
  try {
    const seen = await newest(source, now);
    return seen !== null && (await take(ports, now, seen));
  } catch (error) {
    if (!(error instanceof UnsignedError)) {
      throw error;
    }
    for (const seen of await slept(source, now)) {
      await take(ports, now, seen(now));
      now = await demandPeer(ports, peer.id);
    }
  }
  const seen = await newest(source, now).catch((error: unknown) => {
    throw error instanceof UnsignedError ? new PeerRefusedError(error.message) : error;
  });
  return (seen !== null && (await take(ports, now, seen))) || now.size > peer.size;
}

/** None of the pinned keys signed: perhaps they were rotated. */
class UnsignedError extends PeerRefusedError {
  override name = 'UnsignedError';
}

/** The largest checkpoint of all bases; null: nothing is new. */
async function newest(source: PeerSource, peer: PeerRow): Promise<Seen | null> {
  let best: Seen | null = null;
  let isUnchanged = false;
  let fault: unknown = null;
  for (const base of source.bases) {
    try {
      const etag = source.bases.length === 1 ? peer.etag : null;
      const reply = await source.checkpoint(base, etag);
      if (!reply) {
        isUnchanged = true;
        continue;
      }
      const checkpoint = verify(peer, reply.bytes);
      best = best && best.checkpoint.size >= checkpoint.size ? best : { base, checkpoint, etag: reply.etag };
    } catch (error) {
      fault = error;
    }
  }
  if (!best && !isUnchanged) {
    throw fault;
  }
  return best;
}

/** Verifies a checkpoint against what is pinned and known. @throws PeerRefusedError */
function verify(peer: PeerRow, bytes: Uint8Array): Checkpoint {
  const checkpoint = signed(peer, bytes);
  const known = new CompactRange(peer.size, peer.range);
  if (checkpoint.size < peer.size) {
    throw new PeerRefusedError(
      `Its log has ${checkpoint.size} entries now; ${peer.size} were signed before. A log never gets shorter.`
    );
  }
  if (checkpoint.size === peer.size && !Buffer.from(known.root()).equals(checkpoint.root)) {
    throw new PeerRefusedError('Its log was signed twice with different entries.');
  }
  return checkpoint;
}

function signed({ id, generation, vkeys }: PeerRow, bytes: Uint8Array): Checkpoint {
  try {
    return verifyCheckpoint(bytes, logOrigin(id, generation), vkeys.map(parseVkey));
  } catch (error) {
    if (error instanceof LogFormatError) {
      throw error.fault === 'unsigned' ? new UnsignedError(error.message) : new PeerRefusedError(error.message);
    }
    throw error;
  }
}

/** The checkpoints at which keys were rotated since, to be walked one after another. */
async function slept(source: PeerSource, peer: PeerRow): Promise<((now: PeerRow) => Seen)[]> {
  const served = await source.servedDescriptor().catch(() => null);
  const log = served?.logs.find(({ origin }) => origin === logOrigin(peer.id, peer.generation));
  const [base] = source.bases;
  const sizes = (log?.rotations ?? []).filter(size => size > peer.size).sort((a, b) => a - b);
  const found: ((now: PeerRow) => Seen)[] = [];
  for (const size of base === undefined ? [] : sizes) {
    const bytes = await source.rotation(base ?? '', size);
    if (bytes) {
      found.push(now => ({ base: base ?? '', checkpoint: verify(now, bytes), etag: null }));
    }
  }
  return found;
}

/** Reads, verifies and takes over all up to a checkpoint, in one transaction. */
async function take(ports: FollowPorts, peer: PeerRow, { base, checkpoint, etag }: Seen): Promise<boolean> {
  const now = ports.clock.now();
  if (checkpoint.size === peer.size) {
    await ports.change(stores => stores.peers.change(peer.id, { etag }));
    return false;
  }
  const counted = countEntries(peer, checkpoint.size, now);
  const spool = new Spool(ports.data, logOrigin(peer.id, peer.generation));
  const source = new PeerSource(ports.fetch, peer);
  const known = new CompactRange(peer.size, peer.range);
  const { entries, range } = await readEntries({ source, spool, base }, known, checkpoint);
  await ports.change(async stores => {
    const current = await stores.peers.find(peer.id);
    // Taken over by another poll meanwhile.
    if (current?.size !== peer.size || current.generation !== peer.generation) {
      return;
    }
    const taken = await takeOver(stores, ports, { peer: current, from: peer.size, entries, isWhole: false });
    await stores.shelf.arrange(current, taken.homes);
    await stores.peers.change(peer.id, {
      ...counted,
      vkeys: taken.vkeys,
      descriptorDigest: taken.descriptorDigest,
      size: checkpoint.size,
      range: [...range.hashes],
      etag,
      changedAt: now,
      ...(taken.isClosed ? { state: 'left' as const, fault: 'It closed its log: nothing new will come.' } : {})
    });
  });
  await spool.clear();
  return true;
}

/** After a refusal, and after the end of a log: perhaps the hub opened a new one. */
async function tryGeneration(ports: FollowPorts, peer: PeerRow, error: unknown): Promise<boolean> {
  const now = ports.clock.now();
  const isCause =
    error === null || error instanceof PeerRefusedError || (error instanceof PeerAwayError && error.status === 404);
  if (!isCause || now - peer.statementAt < STATEMENT_EVERY_MS) {
    return false;
  }
  await ports.change(stores => stores.peers.change(peer.id, { statementAt: now }));
  const found = await findGeneration(new PeerSource(ports.fetch, peer), peer).catch(() => null);
  if (!found) {
    return false;
  }
  const fresh: PeerRow = {
    ...peer,
    ...found,
    size: 0,
    range: [],
    etag: null,
    freeSize: Math.max(peer.freeSize, peer.size)
  };
  const source = new PeerSource(ports.fetch, fresh);
  const seen = await newest(source, fresh);
  if (!seen) {
    return false;
  }
  const counted = countEntries(fresh, seen.checkpoint.size, now);
  const spool = new Spool(ports.data, logOrigin(peer.id, found.generation));
  const { entries, range } = await readEntries({ source, spool, base: seen.base }, new CompactRange(), seen.checkpoint);
  await ports.change(async stores => {
    const taken = await takeOver(stores, ports, { peer: fresh, from: 0, entries, isWhole: true });
    await stores.shelf.arrange(fresh, taken.homes);
    await stores.peers.change(peer.id, {
      ...found,
      ...counted,
      vkeys: taken.vkeys,
      descriptorDigest: taken.descriptorDigest,
      size: seen.checkpoint.size,
      range: [...range.hashes],
      etag: seen.etag,
      freeSize: fresh.freeSize,
      state: 'following',
      fault: null,
      changedAt: now
    });
    await stores.audit.append({
      person: peer.followedBy,
      tokenId: null,
      act: 'peer.generation',
      object: peer.id,
      detail: { generation: found.generation, size: seen.checkpoint.size }
    });
  });
  await spool.clear();
  return true;
}

/** Takes the descriptor that the log names last; what it says are candidates, all behind them is verified. */
async function renewDescriptor(ports: FollowPorts, peer: PeerRow): Promise<void> {
  const { descriptorDigest } = peer;
  if (descriptorDigest === null || descriptorDigest === peer.descriptorTaken) {
    return;
  }
  const bytes = await new PeerSource(ports.fetch, peer).blob(descriptorDigest, 'descriptor').catch(() => null);
  const descriptor = bytes && descriptorOf(bytes);
  const log = descriptor && newestLog(descriptor);
  if (descriptor?.id === peer.id && log) {
    await ports.change(stores =>
      stores.peers.change(peer.id, {
        descriptor,
        descriptorTaken: descriptorDigest,
        name: descriptor.name,
        operator: descriptor.operator ?? '',
        ...(log.generation === peer.generation ? { bases: log.base } : {})
      })
    );
  }
}

function descriptorOf(bytes: Uint8Array): Descriptor | null {
  try {
    return readDescriptor(bytes);
  } catch {
    return null;
  }
}

/** Asks for the cards that are missing, and lists what they are of. */
export async function bringCards(ports: FollowPorts, id: string): Promise<void> {
  for (;;) {
    const peer = await demandPeer(ports, id);
    const wanted = await ports.stores.foreign.cardless(id, CARDS_AT_ONCE);
    if (wanted.length === 0) {
      return;
    }
    const source = new PeerSource(ports.fetch, peer);
    const outcomes = await fetchCards({ source, peer, clock: ports.clock }, wanted);
    await ports.change(async stores => {
      await stores.foreign.putCards(id, outcomes);
      const homes = outcomes.flatMap(outcome => ('bytes' in outcome ? [outcome.home] : []));
      await stores.shelf.arrange(peer, [...new Set(homes)]);
    });
  }
}

async function demandPeer({ stores }: FollowPorts, id: string): Promise<PeerRow> {
  const peer = await stores.peers.find(id);
  if (!peer) {
    throw new Error(`The hub ${id} is not followed.`);
  }
  return peer;
}
