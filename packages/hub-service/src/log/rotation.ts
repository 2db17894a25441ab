// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Stores } from '../stores.ts';
import { LogStoppedError } from './faults.ts';
import { logOrigin, type Vkey } from './format/index.ts';
import { type GenerationPorts, makeKey } from './generations.ts';
import { appendEntry, secondsOf } from './settle.ts';

const DAY_MS = 24 * 3_600_000;
/** How long both keys sign: followers that sleep for less notice nothing. */
const OVERLAP_MS = 30 * DAY_MS;

/**
 * Begins to replace the log's key: from the next checkpoint on both sign, after thirty days the new one alone.
 *
 * @returns the new key
 * @throws LogStoppedError while another rotation is under way
 */
export async function rotateKey(ports: GenerationPorts, stores: Stores): Promise<Vkey> {
  await stores.entries.lock();
  const head = await stores.entries.head();
  if (!head) {
    throw new LogStoppedError('The network is off: there is no key yet.');
  }
  const [old, ...others] = head.vkeys;
  if (old === undefined || others.length > 0) {
    throw new LogStoppedError('The key is being replaced already: both keys sign for thirty days.');
  }
  if (!ports.keys.read().some(key => key.signer.vkey.text === old)) {
    throw new LogStoppedError(`The key that signs now is not in ${ports.keys.path}: recover with the recovery key.`);
  }
  const { vkey } = makeKey(ports, logOrigin(head.hubId, head.generation));
  await appendEntry(stores, head, { t: 'keys', ts: secondsOf(ports.clock), vkeys: [old, vkey.text] });
  return vkey;
}

/** Ends a rotation whose time has come. Only under the lock of entries. */
export async function endRotation({ keys, clock }: GenerationPorts, stores: Stores): Promise<void> {
  const head = await stores.entries.head();
  const newest = head?.vkeys.at(-1);
  const key = keys.read().find(each => each.signer.vkey.text === newest);
  if (head && newest !== undefined && head.vkeys.length > 1 && key && clock.now() - key.madeAt >= OVERLAP_MS) {
    await appendEntry(stores, head, { t: 'keys', ts: secondsOf(clock), vkeys: [newest] });
  }
}

/** Deletes keys that no log of this hub will use again; one that was just made stays. */
export function pruneKeys({ keys }: Pick<GenerationPorts, 'keys'>, vkeys: readonly string[]): void {
  const all = keys.read();
  const first = all.findIndex(key => vkeys.includes(key.signer.vkey.text));
  if (first > 0) {
    keys.write(all.slice(first));
  }
}
