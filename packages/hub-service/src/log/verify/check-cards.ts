// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { LIMITS } from '@jupyter-atrium/api';
import { bundlePath, readNetworkCard, TILE_WIDTH } from '../format/index.ts';
import type { Findings, ILogSource } from './report.ts';
import type { LogState, StateRelease } from './state.ts';

/** A full bundle of cards, before and after it is decompressed. */
const CARDS_BYTES = TILE_WIDTH * (LIMITS.cardBytes + 1);

type Cards = { source: ILogSource; generation: number; size: number; findings: Findings };

/**
 * Reads the card of every release that can be seen, and proves that it is what its entry names.
 *
 * @returns how many there were
 */
export async function checkCards({ source, generation, size, findings }: Cards, state: LogState): Promise<number> {
  const known = new Map<string, Uint8Array>();
  for (let index = 0; (index + 1) * TILE_WIDTH <= size; index++) {
    for (const card of await linesOf({ source, generation, size, findings }, index)) {
      known.set(`sha256:${hash('sha256', card)}`, card);
    }
  }
  let [checked, missing] = [0, 0];
  for (const { work, release } of state.visible()) {
    const bytes = known.get(release.card) ?? (await blobOf(source, release.card));
    if (!bytes && !source.hasBlobs) {
      missing += 1;
      continue;
    }
    await findings.check(`card of ${work} ${release.label}`, () => checkCard(bytes, work, release));
    checked += 1;
  }
  if (missing > 0) {
    findings.note(`Cards that are not among these files, and were not checked: ${missing}.`);
  }
  return checked;
}

async function linesOf({ source, generation, findings }: Cards, index: number): Promise<Uint8Array[]> {
  const name = bundlePath(index).slice('tile/entries/'.length);
  const path = `cards/${generation}/${name}.ndjson.gz`;
  const zipped = await source.read(path, CARDS_BYTES);
  if (!zipped) {
    return [];
  }
  const lines = await findings.check(path, () => gunzipSync(zipped, { maxOutputLength: CARDS_BYTES }));
  return lines ? splitLines(lines) : [];
}

function splitLines(bytes: Buffer): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(0x0a, at);
    lines.push(bytes.subarray(at, end === -1 ? bytes.length : end));
    at = end === -1 ? bytes.length : end + 1;
  }
  return lines;
}

async function blobOf(source: ILogSource, digest: string): Promise<Uint8Array | null> {
  return source.hasBlobs ? source.read(`blobs/${digest.replace(':', '/')}`, LIMITS.cardBytes) : null;
}

function checkCard(bytes: Uint8Array | null, work: string, release: StateRelease): void {
  if (!bytes) {
    throw new Error('The card is not given out.');
  }
  if (`sha256:${hash('sha256', bytes)}` !== release.card) {
    throw new Error('The card does not have the digest that the log names.');
  }
  const { id, hub } = readNetworkCard(bytes);
  if (!id.endsWith(`/works/${work}`) || hub.version !== release.label || hub.manifest !== release.manifest) {
    throw new Error('The card is that of another release.');
  }
}
