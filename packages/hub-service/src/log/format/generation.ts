// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LogFormatError } from './errors.ts';
import { isHubId, logOrigin, recoveryName } from './hub-id.ts';
import { parseNote, signNote, verifyNote } from './note.ts';
import type { Signer } from './signer.ts';
import { parseVkey, type Vkey, vkeyDigest } from './vkey.ts';

const TITLE = 'atrium generation statement v1';
const STATEMENT =
  /^atrium generation statement v1\n(\S+)\n([2-9]|[1-9][0-9]{1,8})\n(\S+)\n(\S+)\n(sha256:[0-9a-f]{64})\n([0-9]{1,12})\n$/;

/** What opens a new log of a hub. */
export type GenerationStatement = {
  hubId: string;
  /** From 2. */
  generation: number;
  /** Key of the new log; its name is the new origin. */
  logKey: Vkey;
  /** The recovery key that signs this, now revealed; null if a log key signs. */
  revealed: Vkey | null;
  /** `sha256:…` of the recovery vkey that is valid from now on. */
  recovery: string;
  /** Unix seconds, for display. */
  at: number;
};

/** Writes and signs a statement. */
export function signStatement(statement: GenerationStatement, signers: readonly Signer[]): Uint8Array {
  const { hubId, generation, logKey, revealed, recovery, at } = statement;
  const lines = [TITLE, hubId, generation, logKey.text, revealed?.text ?? '-', recovery, at];
  return signNote(`${lines.join('\n')}\n`, signers);
}

/** Whom a follower of a hub trusts to open a new log. */
export type StatementTrust = {
  hubId: string;
  /** Pinned keys of the log; none after a statement that a recovery key signed. */
  logKeys: readonly Vkey[];
  /** `sha256:…` of the pinned recovery vkey; null: none is pinned. */
  recovery: string | null;
};

/**
 * Reads a statement and verifies that a pinned log key, or the recovery key whose hash is pinned, signed it.
 *
 * The caller compares its generation with the highest seen: a lower or equal one is never accepted.
 *
 * @returns the statement, and which kind of key signed: after `recovery` no earlier log key counts
 * @throws LogFormatError `note`, `signature`, `unsigned`, `statement`, `vkey`
 */
export function verifyStatement(
  bytes: Uint8Array,
  trust: StatementTrust
): GenerationStatement & { signedBy: 'log' | 'recovery' } {
  const statement = parseText(parseNote(bytes).text);
  if (statement.hubId !== trust.hubId) {
    throw new LogFormatError('statement', `This statement is of ${statement.hubId}, not of ${trust.hubId}.`);
  }
  const { revealed } = statement;
  const isPinned = revealed !== null && vkeyDigest(revealed) === trust.recovery;
  const { signedBy } = verifyNote(bytes, [...trust.logKeys, ...(isPinned ? [revealed] : [])]);
  return { ...statement, signedBy: revealed && signedBy.includes(revealed) ? 'recovery' : 'log' };
}

/**
 * Reads a statement without verifying it.
 *
 * @throws LogFormatError `note`, `statement`, `vkey`
 */
export function parseStatement(bytes: Uint8Array): GenerationStatement {
  return parseText(parseNote(bytes).text);
}

function parseText(text: string): GenerationStatement {
  const [, hubId, number, logKeyText, revealedText, recovery, at] = STATEMENT.exec(text) ?? [];
  if (!hubId || !number || !logKeyText || !recovery || !isHubId(hubId)) {
    throw new LogFormatError('statement', 'This is no generation statement.');
  }
  const generation = Number(number);
  const logKey = parseVkey(logKeyText);
  const revealed = !revealedText || revealedText === '-' ? null : parseVkey(revealedText);
  if (logKey.name !== logOrigin(hubId, generation) || (revealed && revealed.name !== recoveryName(hubId))) {
    throw new LogFormatError('statement', 'The keys of a generation statement are not named like its hub.');
  }
  return { hubId, generation, logKey, revealed, recovery, at: Number(at) };
}
