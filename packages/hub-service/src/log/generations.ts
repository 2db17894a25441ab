// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import {
  hubIdOf,
  logOrigin,
  makeSigner,
  newSeed,
  type Signer,
  signStatement,
  type Vkey,
  vkeyDigest
} from './format/index.ts';
import type { IClock } from '../clock.ts';
import type { Stores } from '../stores.ts';
import { settleDescriptor } from './describe-hub.ts';
import { LogStoppedError } from './faults.ts';
import type { KeyRing } from './keys.ts';
import { appendEntry, type LogSettings, secondsOf, settleWorks } from './settle.ts';
import type { LogHead } from './store.ts';

/** What changing the log as a whole works on, beside the stores of a transaction. */
export type GenerationPorts = { config: LogSettings; clock: IClock; keys: KeyRing };

/**
 * Turns the network on: makes the key, and logs every work whose audience says so.
 *
 * @param recovery - the recovery key; its private half was shown to the operator and is kept nowhere
 * @returns the log's key
 * @throws LogFormatError for a public address that can name no hub
 */
export async function turnOn(ports: GenerationPorts, stores: Stores, recovery: Vkey): Promise<Vkey> {
  const hubId = hubIdOf(ports.config.publicUrl ?? '');
  await stores.entries.lock();
  if (await stores.entries.head()) {
    throw new LogStoppedError('The network is on already.');
  }
  const { vkey } = makeKey(ports, logOrigin(hubId, 1));
  const head = { generation: 1, hubId, vkeys: [vkey.text], recovery: vkeyDigest(recovery), statement: null };
  await stores.entries.open(head);
  await fill(ports, stores);
  return vkey;
}

/** Who may open a generation: keys of the log, or the recovery key with the one that replaces it. */
export type Opener = { kind: 'log' } | { kind: 'recovery'; signer: Signer; next: Vkey };

/**
 * Opens the next generation: a new key and a new log with everything that is still served and all tombstones.
 *
 * @throws LogStoppedError without a key that followers trust
 */
export async function openGeneration(ports: GenerationPorts, stores: Stores, opener: Opener): Promise<number> {
  await stores.entries.lock();
  const before = await stores.entries.head();
  if (!before) {
    throw new LogStoppedError('The network is off: there is no log yet.');
  }
  const signers = openersOf(ports.keys, before, opener);
  const generation = before.generation + 1;
  const { vkey } = makeKey(ports, logOrigin(before.hubId, generation));
  const revealed = opener.kind === 'recovery' ? opener.signer.vkey : null;
  const recovery = opener.kind === 'recovery' ? vkeyDigest(opener.next) : before.recovery;
  const { hubId } = before;
  const at = secondsOf(ports.clock);
  const statement = signStatement({ hubId, generation, logKey: vkey, revealed, recovery, at }, signers);
  const erased = await stores.logged.erased();
  await stores.logged.forget();
  await stores.entries.open({ generation, hubId, vkeys: [vkey.text], recovery, statement });
  await fill(ports, stores, erased);
  return generation;
}

/** Writes the first entries of a generation. */
async function fill(
  ports: GenerationPorts,
  stores: Stores,
  erased: Awaited<ReturnType<Stores['logged']['erased']>> = []
): Promise<void> {
  await settleDescriptor(ports, stores);
  const head = (await stores.entries.head()) as LogHead;
  for (const { work: w, label, category } of erased) {
    const cat = category ?? 'other';
    const v = label === null ? {} : { v: label };
    await appendEntry(stores, head, { t: 'withdraw', ts: secondsOf(ports.clock), w, ...v, scope: 'erase', cat });
  }
  await settleWorks(ports, stores, await stores.logged.concerned());
}

/** Adds a key to the ring, before anything names it: a key that nothing names harms nobody. */
export function makeKey({ keys, clock }: GenerationPorts, name: string): Signer {
  const seed = newSeed();
  const signer = makeSigner(name, seed);
  keys.write([...keys.read(), { signer, seed, madeAt: clock.now() }]);
  return signer;
}

function openersOf(keys: KeyRing, head: LogHead, opener: Opener): Signer[] {
  if (opener.kind === 'recovery') {
    if (vkeyDigest(opener.signer.vkey) !== head.recovery) {
      throw new LogStoppedError('This is not the recovery key of this hub.');
    }
    return [opener.signer];
  }
  const signers = keys
    .read()
    .map(key => key.signer)
    .filter(signer => head.vkeys.includes(signer.vkey.text));
  if (signers.length === 0) {
    throw new LogStoppedError(
      `No key in ${keys.path} may sign for this hub: put back the file you kept, or recover with the recovery key.`
    );
  }
  return signers;
}
