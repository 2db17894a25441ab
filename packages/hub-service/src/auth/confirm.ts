// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash } from 'node:crypto';
import type { IClock } from '../clock.ts';
import type { SecretKey } from './secret-key.ts';

/** How long a page may be looked at before its buttons must be drawn anew. */
export const CONFIRM_MS = 10 * 60_000;

const NONCE_BYTES = 16;
const TIME_BYTES = 6;
const DIGEST_BYTES = 16;
const PROOF_BYTES = 32;
const ALL_BYTES = NONCE_BYTES + TIME_BYTES + DIGEST_BYTES + PROOF_BYTES;

/** What a confirm token is for: one session, one act, one thing as it looked when the page was drawn. */
export type Confirmed = {
  session: string;
  /** The act's row in the table of pages. */
  act: string;
  /** Names the thing. */
  object: string;
  /** Changes whenever the thing does. */
  version: string;
};

/** What came of reading a token. */
export type Confirmation =
  /**
   * From here, for this act on this thing. `late`: the page is older than ten minutes; `changed`: somebody changed the
   * thing since, unless the token was spent before: then that was the change.
   */
  | { kind: 'good' | 'late' | 'changed'; nonce: string; expiresAt: number }
  /** Anything else. */
  | { kind: 'foreign' };

/** Makes the token of one button. */
export function makeConfirm(key: SecretKey, clock: IClock, confirmed: Confirmed): string {
  const time = Buffer.alloc(TIME_BYTES);
  time.writeUIntBE(clock.now() + CONFIRM_MS, 0, TIME_BYTES);
  const head = Buffer.concat([clock.random(NONCE_BYTES), time, digestOf(confirmed.version)]);
  return Buffer.concat([head, key.sign(partsOf(head, confirmed))]).toString('base64url');
}

/** Reads the token that came with a form. */
export function readConfirm(key: SecretKey, clock: IClock, token: string, confirmed: Confirmed): Confirmation {
  const bytes = Buffer.from(token, 'base64url');
  const head = bytes.subarray(0, ALL_BYTES - PROOF_BYTES);
  if (bytes.length !== ALL_BYTES || !key.isSigned(partsOf(head, confirmed), bytes.subarray(head.length))) {
    return { kind: 'foreign' };
  }
  const isChanged = !head.subarray(NONCE_BYTES + TIME_BYTES).equals(digestOf(confirmed.version));
  const expiresAt = head.readUIntBE(NONCE_BYTES, TIME_BYTES);
  const kind = isChanged ? 'changed' : expiresAt <= clock.now() ? 'late' : 'good';
  return { kind, nonce: head.toString('base64url', 0, NONCE_BYTES), expiresAt };
}

function partsOf(head: Buffer, { session, act, object }: Confirmed): string[] {
  return ['confirm', head.toString('base64url'), session, act, object];
}

function digestOf(version: string): Buffer {
  return createHash('sha256').update(version).digest().subarray(0, DIGEST_BYTES);
}
