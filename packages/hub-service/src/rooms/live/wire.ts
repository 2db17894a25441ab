// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as encoding from 'lib0/encoding';
import { BytesReader } from './bytes-reader.ts';

/**
 * What messages on a room's WebSocket are. Each begins with its document's name; a ping and its answer are one byte.
 *
 * @see https://github.com/ueberdosis/hocuspocus/blob/v4.7.0/packages/provider/src/types.ts
 */
export const MESSAGE = { sync: 0, awareness: 1, auth: 2, syncReply: 4, close: 7, saved: 8, ping: 9, pong: 10 } as const;

/** Of a synchronisation: asks with a state vector, answers with what is missing, tells of an edit. */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const;

const AUTH = { token: 0, denied: 1, granted: 2 } as const;

/** Longer names are of nothing there is. */
const MOST_NAME_BYTES = 128;

/** A message of a client; `body` is what follows its kind. */
export type Message = { name: string; kind: number; body: BytesReader };

/**
 * Reads a message.
 *
 * @returns null for the answer to a ping
 * @throws MalformedError
 */
export function readMessage(bytes: Uint8Array): Message | null {
  if (bytes.length === 1 && bytes[0] === MESSAGE.pong) {
    return null;
  }
  const body = new BytesReader(bytes);
  const name = body.bytes();
  const kind = body.number();
  return { name: name.length > MOST_NAME_BYTES ? '' : Buffer.from(name).toString('utf8'), kind, body };
}

/** Reads the ticket of an `auth` message; null if it is another. */
export function readTicket(body: BytesReader): string | null {
  return body.number() === AUTH.token ? body.text() : null;
}

export const PING = Uint8Array.of(MESSAGE.ping);

export function grantedMessage(name: string, isReadOnly: boolean): Uint8Array {
  return write(name, MESSAGE.auth, encoder => {
    encoding.writeVarUint(encoder, AUTH.granted);
    encoding.writeVarString(encoder, isReadOnly ? 'readonly' : 'read-write');
  });
}

export function deniedMessage(name: string, reason: string): Uint8Array {
  return write(name, MESSAGE.auth, encoder => {
    encoding.writeVarUint(encoder, AUTH.denied);
    encoding.writeVarString(encoder, reason);
  });
}

export function closeMessage(name: string, reason: string): Uint8Array {
  return write(name, MESSAGE.close, encoder => encoding.writeVarString(encoder, reason));
}

/** Says that an edit is durable. */
export function savedMessage(name: string): Uint8Array {
  return write(name, MESSAGE.saved, encoder => encoding.writeVarInt(encoder, 1));
}

export function syncMessage(name: string, step: number, payload: Uint8Array): Uint8Array {
  return write(name, MESSAGE.sync, encoder => {
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, payload);
  });
}

export function awarenessMessage(name: string, payload: Uint8Array): Uint8Array {
  return write(name, MESSAGE.awareness, encoder => encoding.writeVarUint8Array(encoder, payload));
}

function write(name: string, kind: number, body: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, name);
  encoding.writeVarUint(encoder, kind);
  body(encoder);
  return encoding.toUint8Array(encoder);
}
