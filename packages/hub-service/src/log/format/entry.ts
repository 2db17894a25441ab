// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Digest, Id, Label } from '@jupyter-atrium/api';
import * as Type from 'typebox';
import { Compile } from 'typebox/compile';
import { NO_JSON, readForeignJson } from './json.ts';
import { ENTRY_BYTES } from './tiles.ts';

/** Unix seconds; for display only, the order is the index. */
const Seconds = Type.Integer({ minimum: 0, maximum: 253_402_300_799 });
const HubId = Type.String({ minLength: 1, maxLength: 253 });

/** Why a work was withdrawn. Readers meet others as `other`: a withdrawal is never skipped for its reason. */
export const WITHDRAW_CATEGORIES = [
  'superseded',
  'error',
  'author',
  'audience',
  'privacy',
  'legal',
  'spam',
  'malware',
  'other'
] as const;

/** The newest descriptor; first entry of every generation. */
export const HubEntry = Type.Object({ t: Type.Literal('hub'), ts: Seconds, d: Digest });
export type HubEntry = Type.Static<typeof HubEntry>;

/** A release: work, label, digests of manifest and card. */
export const PublishEntry = Type.Object({
  t: Type.Literal('publish'),
  ts: Seconds,
  w: Id,
  v: Label,
  m: Digest,
  c: Digest
});
export type PublishEntry = Type.Static<typeof PublishEntry>;

/** Another card for a release. */
export const CardEntry = Type.Object({ t: Type.Literal('card'), ts: Seconds, w: Id, v: Label, c: Digest });
export type CardEntry = Type.Static<typeof CardEntry>;

/** Takes a release, or without `v` a work, out of sight or away. */
export const WithdrawEntry = Type.Object({
  t: Type.Literal('withdraw'),
  ts: Seconds,
  w: Id,
  v: Type.Optional(Label),
  scope: Type.Union([Type.Literal('retract'), Type.Literal('erase'), Type.Literal('legal'), Type.Literal('malware')]),
  cat: Type.String({ pattern: '^[a-z]{1,32}$' })
});
export type WithdrawEntry = Type.Static<typeof WithdrawEntry>;

/** Undoes `retract`. */
export const RestoreEntry = Type.Object({ t: Type.Literal('restore'), ts: Seconds, w: Id, v: Type.Optional(Label) });
export type RestoreEntry = Type.Static<typeof RestoreEntry>;

/** Asks another hub to list a work. */
export const OfferEntry = Type.Object({
  t: Type.Literal('offer'),
  ts: Seconds,
  o: Id,
  to: HubId,
  w: Id,
  d: Digest,
  exp: Seconds
});
export type OfferEntry = Type.Static<typeof OfferEntry>;

/** Takes an offer back. */
export const CancelEntry = Type.Object({ t: Type.Literal('offer'), ts: Seconds, o: Id, op: Type.Literal('cancel') });
export type CancelEntry = Type.Static<typeof CancelEntry>;

/** Answers an offer of another hub. */
export const AnswerEntry = Type.Object({
  t: Type.Literal('answer'),
  ts: Seconds,
  o: Id,
  of: HubId,
  val: Type.Union([Type.Literal('accepted'), Type.Literal('declined'), Type.Literal('ended')]),
  d: Type.Optional(Digest)
});
export type AnswerEntry = Type.Static<typeof AnswerEntry>;

/** Keys that may sign from here on. */
export const KeysEntry = Type.Object({
  t: Type.Literal('keys'),
  ts: Seconds,
  vkeys: Type.Array(Type.String({ maxLength: 1024 }), { minItems: 1, maxItems: 4 })
});
export type KeysEntry = Type.Static<typeof KeysEntry>;

/** Nothing follows. */
export const CloseEntry = Type.Object({ t: Type.Literal('close'), ts: Seconds });
export type CloseEntry = Type.Static<typeof CloseEntry>;

/** An entry that is understood. */
export type LogEntry =
  | HubEntry
  | PublishEntry
  | CardEntry
  | WithdrawEntry
  | RestoreEntry
  | OfferEntry
  | CancelEntry
  | AnswerEntry
  | KeysEntry
  | CloseEntry;

type Check = { Check: (value: unknown) => boolean };

const SCHEMAS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['hub', Compile(HubEntry)],
  ['publish', Compile(PublishEntry)],
  ['card', Compile(CardEntry)],
  ['withdraw', Compile(WithdrawEntry)],
  ['restore', Compile(RestoreEntry)],
  ['offer', Compile(Type.Union([CancelEntry, OfferEntry]))],
  ['answer', Compile(AnswerEntry)],
  ['keys', Compile(KeysEntry)],
  ['close', Compile(CloseEntry)]
]);

/** What an entry turned out to be; what is skipped counts for the tree all the same. */
export type EntryReading =
  | { kind: 'entry'; entry: LogEntry }
  /** Of a kind that a newer version knows. */
  | { kind: 'unknown'; t: string }
  /** No JSON, too long, or fits no schema: to be shown to the admin. */
  | { kind: 'malformed' };

/** Reads an entry. Fields nobody knows stay in it; they mean nothing. */
export function readEntry(bytes: Uint8Array): EntryReading {
  const value = bytes.length > ENTRY_BYTES ? NO_JSON : readForeignJson(bytes);
  const t: unknown = typeof value === 'object' && value !== null && 't' in value ? value.t : undefined;
  if (typeof t !== 'string') {
    return { kind: 'malformed' };
  }
  const schema = SCHEMAS.get(t);
  if (!schema) {
    return { kind: 'unknown', t };
  }
  return schema.Check(value) ? { kind: 'entry', entry: value as LogEntry } : { kind: 'malformed' };
}

/**
 * Writes an entry, once: its bytes are hashed and never written again.
 *
 * @throws RangeError if it is too long
 */
export function writeEntry(entry: LogEntry): Uint8Array {
  const bytes = Buffer.from(JSON.stringify(entry));
  if (bytes.length > ENTRY_BYTES) {
    throw new RangeError(`An entry may have ${ENTRY_BYTES} bytes, not ${bytes.length}.`);
  }
  return bytes;
}
