// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { gunzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { LIMITS } from '@jupyter-atrium/api';
import type { IClock } from '../../clock.ts';
import { LogFormatError, readNetworkCard, TILE_WIDTH } from '../../log/format/index.ts';
import { PeerFetchError } from '../fetch/index.ts';
import { type Cardless, type CardOutcome, NEVER, type PeerRow } from '../store.ts';
import type { PeerSource } from './source.ts';

/** With fewer missing cards of a bundle than this they are asked for one by one. */
const WORTH_A_FILE = 4;
const HOUR_MS = 3_600_000;
const LINE = 0x0a;

type Ports = { source: PeerSource; peer: Pick<PeerRow, 'id' | 'address' | 'generation' | 'size'>; clock: IClock };

/**
 * Asks for cards, and compares each with its entry.
 *
 * @param wanted - in the order of their entries
 */
export async function fetchCards(ports: Ports, wanted: readonly Cardless[]): Promise<CardOutcome[]> {
  const found = await cardFiles(ports, wanted);
  const outcomes: CardOutcome[] = [];
  for (const release of wanted) {
    outcomes.push(await outcomeOf(ports, release, found.get(release.card) ?? null));
  }
  return outcomes;
}

/** Cards by their digests, from files that hold those of a whole bundle. */
async function cardFiles({ source, peer }: Ports, wanted: readonly Cardless[]): Promise<Map<string, Uint8Array>> {
  const counts = new Map<number, number>();
  for (const { entry } of wanted) {
    const bundle = Math.floor(entry / TILE_WIDTH);
    counts.set(bundle, (counts.get(bundle) ?? 0) + 1);
  }
  const found = new Map<string, Uint8Array>();
  for (const [bundle, count] of counts) {
    const isFull = (bundle + 1) * TILE_WIDTH <= peer.size;
    if (isFull && count >= WORTH_A_FILE) {
      const bytes = await source.cards(peer.generation, bundle).catch(() => null);
      linesOf(bytes).forEach(line => found.set(digestOf(line), line));
    }
  }
  return found;
}

function linesOf(zipped: Uint8Array | null): Uint8Array[] {
  if (!zipped) {
    return [];
  }
  try {
    const bytes = gunzipSync(zipped, { maxOutputLength: TILE_WIDTH * 2 * (LIMITS.cardBytes + 1) });
    const lines: Uint8Array[] = [];
    for (let at = 0; at < bytes.length;) {
      const end = bytes.indexOf(LINE, at);
      const stop = end === -1 ? bytes.length : end;
      lines.push(Uint8Array.from(bytes.subarray(at, stop)));
      at = stop + 1;
    }
    return lines;
  } catch {
    // Each card is asked for by its digest then.
    return [];
  }
}

async function outcomeOf(
  { source, peer, clock }: Ports,
  release: Cardless,
  held: Uint8Array | null
): Promise<CardOutcome> {
  const { home, label } = release;
  const refuse = (fault: string, retryAt: number): CardOutcome => ({ home, label, fault, retryAt });
  const later = clock.now() + HOUR_MS;
  try {
    const bytes = held ?? (await source.blob(release.card, 'card'));
    if (!bytes) {
      return refuse('Its card is not there.', later);
    }
    const fault = disagreement(peer, release, bytes);
    return fault === null ? { home, label, bytes } : refuse(fault, NEVER);
  } catch (error) {
    if (error instanceof PeerFetchError) {
      return refuse(error.message, later);
    }
    throw error;
  }
}

/** What a card says otherwise than its entry; null: nothing. */
export function disagreement(
  { address }: Pick<PeerRow, 'address'>,
  { home, label, manifest }: Omit<Cardless, 'entry' | 'card'>,
  bytes: Uint8Array
): string | null {
  try {
    const card = readNetworkCard(bytes);
    const isSame =
      card.id === `${address}works/${home}` && card.hub.version === label && card.hub.manifest === manifest;
    return isSame ? null : 'Its card is of another work, release or manifest than its entry.';
  } catch (error) {
    if (error instanceof LogFormatError) {
      return 'Its card cannot be read.';
    }
    throw error;
  }
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
