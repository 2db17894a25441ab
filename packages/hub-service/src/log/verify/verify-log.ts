// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import {
  DESCRIPTOR_BYTES,
  type Descriptor,
  type DescriptorLog,
  fingerprintOf,
  LogFormatError,
  newestLog,
  NOTE_BYTES,
  parseStatement,
  parseVkey,
  readDescriptor,
  type Vkey,
  verifyCheckpoint,
  verifyStatement
} from '../format/index.ts';
import { checkCards } from './check-cards.ts';
import { checkUpperTiles, readEntries, type ReadEntries } from './read-entries.ts';
import { Findings, type ILogSource, type LogReport } from './report.ts';
import { LogState } from './state.ts';

/**
 * Checks a whole log as a follower does: signatures, root, bundles, entries, tiles, cards, rotations, generations.
 *
 * @param fingerprint - of the newest key, by another channel; null: the key that the hub itself names is taken
 * @throws Error when there is no log to check
 */
export async function verifyLog(source: ILogSource, fingerprint: string | null): Promise<LogReport> {
  const findings = new Findings();
  const bytes = await source.read('hub.json', DESCRIPTOR_BYTES);
  if (!bytes) {
    throw new Error('There is no hub.json: this is no hub that takes part in the network, or not its address.');
  }
  const descriptor = readDescriptor(bytes);
  const log = newestLog(descriptor);
  if (!log) {
    throw new Error('The hub.json names no log.');
  }
  const vkeys = log.vkeys.map(parseVkey);
  checkFingerprint(findings, vkeys, fingerprint);
  const state = new LogState();
  const read = await checkTree({ source, findings, log, vkeys }, state);
  await checkStatements({ source, findings, descriptor, log }, vkeys);
  const generation = log.generation;
  const size = read?.range.size ?? 0;
  const cards = read ? await checkCards({ source, generation, size, findings }, state) : 0;
  const visible = [...state.visible()];
  return {
    hub: descriptor.id,
    name: descriptor.name,
    fingerprint: newestFingerprint(vkeys),
    generation,
    size,
    entries: read?.counts ?? {},
    works: new Set(visible.map(({ work }) => work)).size,
    releases: visible.length,
    cards,
    rotations: log.rotations.length,
    faults: findings.faults,
    notes: findings.notes
  };
}

function newestFingerprint(vkeys: readonly Vkey[]): string {
  const newest = vkeys.at(-1);
  return newest ? fingerprintOf(newest) : '';
}

function checkFingerprint(findings: Findings, vkeys: readonly Vkey[], fingerprint: string | null): void {
  const given = fingerprint?.replaceAll(/\s/g, '').toLowerCase();
  if (given !== undefined && !vkeys.some(key => fingerprintOf(key).replaceAll(' ', '') === given)) {
    findings.fault('fingerprint', `The hub signs with ${newestFingerprint(vkeys)}, not with the key you named.`);
  }
}

type Tree = { source: ILogSource; findings: Findings; log: DescriptorLog; vkeys: readonly Vkey[] };

/** Null when so much is wrong that nothing else can be said. */
async function checkTree({ source, findings, log, vkeys }: Tree, state: LogState): Promise<ReadEntries | null> {
  const base = `log/${log.generation}/`;
  const checkpoint = await findings.check('checkpoint', async () => {
    const bytes = await source.read(`${base}checkpoint`, NOTE_BYTES);
    if (!bytes) {
      throw new Error('There is no checkpoint.');
    }
    return verifyCheckpoint(bytes, log.origin, vkeys);
  });
  if (!checkpoint) {
    return null;
  }
  const reading = { source, base, size: checkpoint.size, findings };
  const read = await findings.check('bundles', () => readEntries(reading, state, log.rotations));
  if (!read) {
    return null;
  }
  await findings.check('tiles', () => checkUpperTiles(reading));
  if (!Buffer.from(read.range.root()).equals(checkpoint.root)) {
    findings.fault('checkpoint', 'The root that was signed is not that of the entries.');
  }
  if (state.vkeys && state.vkeys.join() !== log.vkeys.join()) {
    findings.fault('keys', 'The hub.json names other keys than the log.');
  }
  await checkRotations({ source, findings, log, vkeys }, read);
  return read;
}

/** Each rotation was signed by a key that counted before it or after it, over the tree as it still is. */
async function checkRotations({ source, findings, log, vkeys }: Tree, read: ReadEntries): Promise<void> {
  for (const size of log.rotations) {
    await findings.check(`rotation at ${size}`, async () => {
      const bytes = await source.read(`log/${log.generation}/rotations/${size}`, NOTE_BYTES);
      if (!bytes) {
        throw new Error('Its checkpoint is missing.');
      }
      const checkpoint = verifyCheckpoint(bytes, log.origin, [...read.keys, ...vkeys]);
      const root = read.roots.get(size);
      if (checkpoint.size !== size || !root || !Buffer.from(checkpoint.root).equals(root)) {
        throw new Error('Its checkpoint is not one of this log.');
      }
    });
  }
}

type Statements = { source: ILogSource; findings: Findings; descriptor: Descriptor; log: DescriptorLog };

type Trust = { logKeys: Vkey[]; recovery: string };

/** Walks from the first statement to the newest, each trusted by the one before. */
async function checkStatements(call: Statements, vkeys: readonly Vkey[]): Promise<void> {
  const { descriptor, log, findings } = call;
  let trust: Trust | null = null;
  for (let generation = 2; generation <= log.generation; generation++) {
    trust = await checkStatement(call, generation, trust);
  }
  if (trust && trust.recovery !== descriptor.recovery) {
    findings.fault('hub.json', 'The recovery key is not the one that the newest statement names.');
  }
  const [first] = trust?.logKeys ?? [];
  if (first && log.rotations.length === 0 && !vkeys.some(key => key.text === first.text)) {
    findings.fault('hub.json', 'The key of the log is not the one that the newest statement names.');
  }
}

/** @returns whom the next statement is to be signed by; null if this one is not there */
async function checkStatement(
  { source, findings, descriptor }: Statements,
  generation: number,
  trust: Trust | null
): Promise<Trust | null> {
  const where = `generation ${generation}`;
  const bytes = await source.read(`generations/${generation}`, NOTE_BYTES);
  if (!bytes) {
    findings.note(`The statement of ${where} is not given out.`);
    return null;
  }
  return findings.check(where, () => {
    const statement = parseStatement(bytes);
    if (statement.hubId !== descriptor.id || statement.generation !== generation) {
      throw new Error('The statement is that of another log.');
    }
    if (!trust || !isProved(bytes, { hubId: descriptor.id, ...trust })) {
      findings.note(`Who signed the statement of ${where} is known only to those who followed the log before it.`);
    }
    return { logKeys: [statement.logKey], recovery: statement.recovery };
  });
}

/** A key may have been replaced between two statements; a wrong signature is another thing. */
function isProved(bytes: Uint8Array, trust: Parameters<typeof verifyStatement>[1]): boolean {
  try {
    return Boolean(verifyStatement(bytes, trust));
  } catch (error) {
    if (error instanceof LogFormatError && error.fault === 'unsigned') {
      return false;
    }
    throw error;
  }
}
