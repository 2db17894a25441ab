// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import {
  type DescriptorLog,
  type GenerationStatement,
  LogFormatError,
  newestLog,
  parseVkey,
  verifyStatement,
  type Vkey
} from '../../log/format/index.ts';
import type { PeerRow } from '../store.ts';
import { PeerRefusedError } from './errors.ts';
import type { PeerSource } from './source.ts';

/** A generation of a hub's log that a key we pinned opened. */
export type NewGeneration = { generation: number; vkeys: string[]; recovery: string; bases: string[] };

/** Statements looked at in one go: a hub that names ever higher numbers is not followed through all of them. */
const MOST_STATEMENTS = 100;

/**
 * Looks for newer generations of a log, from one statement to the next; missing ones are skipped.
 *
 * @returns null if there is none that a pinned key signed
 */
export async function findGeneration(source: PeerSource, peer: PeerRow): Promise<NewGeneration | null> {
  const served = await source.servedDescriptor();
  const log = served.id === peer.id ? newestLog(served) : null;
  const last = Math.min(log?.generation ?? peer.generation, peer.generation + MOST_STATEMENTS);
  let keys: Vkey[] = peer.vkeys.map(parseVkey);
  let { recovery } = peer;
  let found: GenerationStatement | null = null;
  for (let generation = peer.generation + 1; generation <= last; generation++) {
    const bytes = await source.statement(generation);
    const statement = bytes && verified(bytes, { hubId: peer.id, logKeys: keys, recovery });
    if (statement?.generation === generation) {
      // After a recovery key has spoken, no earlier log key counts.
      keys = statement.signedBy === 'recovery' ? [statement.logKey] : [...keys, statement.logKey];
      recovery = statement.recovery;
      found = statement;
    }
  }
  return found && { ...placed(found, log), recovery };
}

function placed(
  { generation, logKey }: GenerationStatement,
  log: DescriptorLog | null
): Pick<NewGeneration, 'generation' | 'vkeys' | 'bases'> {
  if (log?.generation !== generation) {
    throw new PeerRefusedError('It opened a new log and does not say where that lies.');
  }
  return { generation, vkeys: [logKey.text], bases: log.base };
}

function verified(
  bytes: Uint8Array,
  trust: Parameters<typeof verifyStatement>[1]
): ReturnType<typeof verifyStatement> | null {
  try {
    return verifyStatement(bytes, trust);
  } catch (error) {
    if (error instanceof LogFormatError) {
      return null;
    }
    throw error;
  }
}
