// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { IClock } from '../clock.ts';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { openRecords } from '../db/database.ts';
import { inTransaction, makeStores, type Stores } from '../stores.ts';
import { LogStoppedError } from './faults.ts';
import {
  fingerprintOf,
  makeSigner,
  newSeed,
  parseVkey,
  readDescriptor,
  readRecoveryKey,
  recoveryName,
  writeRecoveryKey
} from './format/index.ts';
import { type GenerationPorts, openGeneration, type Opener } from './generations.ts';
import { KeyRing } from './keys.ts';
import { rotateKey } from './rotation.ts';
import type { LogSettings } from './settle.ts';

/** Where a service keeps its data. */
export type LogPlace = Pick<Config, 'data' | 'databaseUrl'>;

/** What came of an act on the log's keys. The running service signs it within a minute. */
export type Operated = {
  generation: number;
  /** Of the newest key. */
  fingerprint: string;
  /** The new recovery key, to be printed and kept nowhere else; null: the old one stays. */
  recoveryKey: string | null;
};

/**
 * Begins to replace the log's key.
 *
 * @throws LogStoppedError
 */
export function rotate(place: LogPlace): Promise<Operated> {
  return operate(place, async (ports, stores) => {
    await rotateKey(ports, stores);
    return null;
  });
}

/**
 * Opens a new generation of the log.
 *
 * @param typed - the recovery key as it was printed; null: the log's own key signs, which followers trust as well
 * @throws LogStoppedError
 */
export function recover(place: LogPlace, typed: string | null): Promise<Operated> {
  return operate(place, async (ports, stores) => {
    const { opener, next } = openerOf((await stores.entries.head())?.hubId ?? '', typed);
    await openGeneration(ports, stores, opener);
    return next;
  });
}

function openerOf(hubId: string, typed: string | null): { opener: Opener; next: string | null } {
  if (typed === null) {
    return { opener: { kind: 'log' }, next: null };
  }
  const seed = readRecoveryKey(typed);
  if (!seed) {
    throw new LogStoppedError('This recovery key is mistyped. It has 14 groups of four letters and digits.');
  }
  const name = recoveryName(hubId);
  const next = newSeed();
  const opener: Opener = { kind: 'recovery', signer: makeSigner(name, seed), next: makeSigner(name, next).vkey };
  return { opener, next: writeRecoveryKey(next) };
}

async function operate(
  { data, databaseUrl }: LogPlace,
  act: (ports: GenerationPorts, stores: Stores) => Promise<string | null>
): Promise<Operated> {
  // Opening would make it.
  if (databaseUrl === null && !existsSync(join(data, 'atrium.db'))) {
    throw new LogStoppedError(`There is no service’s data in ${data}. Set ATRIUM_DATA to its folder.`);
  }
  const records = await openRecords(data, databaseUrl);
  const clock: IClock = systemClock;
  try {
    const config = await settingsOf(makeStores(records, clock));
    return await inTransaction(records, clock, async stores => {
      const recoveryKey = await act({ config, clock, keys: new KeyRing(data) }, stores);
      const head = await stores.entries.head();
      const newest = head?.vkeys.at(-1) ?? '';
      return { generation: head?.generation ?? 0, fingerprint: fingerprintOf(parseVkey(newest)), recoveryKey };
    });
  } finally {
    await records.db.destroy();
  }
}

/** What the service said of itself last: its settings are known only where it runs. */
async function settingsOf({ entries }: Stores): Promise<LogSettings> {
  const digest = (await entries.head())?.descriptor;
  const bytes = digest && (await entries.documents([digest])).get(digest);
  if (!bytes) {
    throw new LogStoppedError('The network is off: turn it on first, on the service’s page “Network”.');
  }
  const { url, name, contact } = readDescriptor(bytes);
  return { publicUrl: url ?? null, prefix: '/', hubName: name, contact: contact ?? null };
}
