// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { RoomSession } from '@jupyter-atrium/api';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

const SYNC = 0;
const AUTH = 2;
const CLOSE = 7;
const SYNC_STATUS = 8;

/** The hub’s end of the sockets of a room, in memory. It acknowledges when it is told to, or at once. */
export class FakeHub {
  readonly documents = new Map<string, Y.Doc>();
  readonly sockets: FakeSocket[] = [];
  /** What pages were let in with, in order. */
  readonly tickets: string[] = [];
  /** Documents whose updates it received before a page was let in. */
  readonly early: string[] = [];
  updates = 0;
  isUp = true;
  acknowledges = true;
  /** A reason to refuse the next update with. */
  refuses: string | null = null;
  /** A reason to refuse tickets with. */
  refusesTickets: string | null = null;
  private _waiting: (() => void)[] = [];

  document(name: string): Y.Doc {
    const document = this.documents.get(name) ?? new Y.Doc();
    this.documents.set(name, document);
    return document;
  }

  /** Acknowledges what it held back. */
  acknowledge(): void {
    this._waiting.splice(0).forEach(send => send());
  }

  /** Ends all sockets, as a killed process does. */
  kill(): void {
    this.isUp = false;
    this._waiting = [];
    this.sockets.splice(0).forEach(socket => socket.end());
  }

  comeBack(): void {
    this.isUp = true;
  }

  /** Closes a document for everybody. */
  close(name: string, reason: string): void {
    this.sockets.forEach(socket => socket.closeDocument(name, reason));
  }

  receive(socket: FakeSocket, bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    const name = decoding.readVarString(decoder);
    switch (decoding.readVarUint(decoder)) {
      case AUTH:
        decoding.readVarUint(decoder);
        this._admit(socket, name, decoding.readVarString(decoder));
        return;
      case SYNC:
        this._sync(socket, name, decoder);
    }
  }

  private _admit(socket: FakeSocket, name: string, ticket: string): void {
    this.tickets.push(ticket);
    if (this.refusesTickets !== null) {
      const reason = this.refusesTickets;
      this.refusesTickets = null;
      socket.tell(name, AUTH, encoder => {
        encoding.writeVarUint(encoder, 1);
        encoding.writeVarString(encoder, reason);
      });
      return;
    }
    socket.admitted.add(name);
    socket.tell(name, AUTH, encoder => {
      encoding.writeVarUint(encoder, 2);
      encoding.writeVarString(encoder, 'read-write');
    });
    socket.held.splice(0).forEach(message => this.receive(socket, message));
  }

  private _sync(socket: FakeSocket, name: string, decoder: decoding.Decoder): void {
    const kind = decoding.readVarUint(decoder);
    const body = decoding.readVarUint8Array(decoder);
    if (!socket.admitted.has(name)) {
      if (kind === 0) {
        socket.held.push(message(name, SYNC, encoder => writeSync(encoder, kind, body)));
      } else {
        this.early.push(name);
      }
      return;
    }
    const document = this.document(name);
    if (kind === 0) {
      socket.tell(name, SYNC, encoder => writeSync(encoder, 1, Y.encodeStateAsUpdate(document, body)));
      socket.tell(name, SYNC, encoder => writeSync(encoder, 0, Y.encodeStateVector(document)));
    } else {
      this._take(socket, name, body);
    }
  }

  private _take(socket: FakeSocket, name: string, body: Uint8Array): void {
    this.updates += 1;
    if (this.refuses !== null) {
      socket.closeDocument(name, this.refuses);
      this.refuses = null;
      return;
    }
    Y.applyUpdate(this.document(name), body);
    const acknowledge = (): void => socket.tell(name, SYNC_STATUS, encoder => encoding.writeVarInt(encoder, 1));
    if (this.acknowledges) {
      acknowledge();
    } else {
      this._waiting.push(acknowledge);
    }
  }
}

/** A browser’s socket to the fake hub. */
export class FakeSocket extends EventTarget {
  static hub = new FakeHub();
  readonly admitted = new Set<string>();
  readonly held: Uint8Array[] = [];
  readyState = 0;
  binaryType = '';
  private readonly _hub = FakeSocket.hub;

  constructor(readonly url: string) {
    super();
    void Promise.resolve().then(() => {
      if (this._hub.isUp) {
        this.readyState = 1;
        this._hub.sockets.push(this);
        this.dispatchEvent(new Event('open'));
      } else {
        this.end();
      }
    });
  }

  send(bytes: Uint8Array): void {
    const copy = bytes.slice();
    queueMicrotask(() => this.readyState === 1 && this._hub.receive(this, copy));
  }

  close(): void {
    this.end();
  }

  end(): void {
    if (this.readyState !== 3) {
      this.readyState = 3;
      this.dispatchEvent(Object.assign(new Event('close'), { code: 1006, reason: '' }));
    }
  }

  closeDocument(name: string, reason: string): void {
    if (this.admitted.delete(name)) {
      this.tell(name, CLOSE, encoder => encoding.writeVarString(encoder, reason));
    }
  }

  tell(name: string, type: number, write: (encoder: encoding.Encoder) => void): void {
    const data = message(name, type, write);
    void Promise.resolve().then(() => {
      if (this.readyState === 1) {
        this.dispatchEvent(new MessageEvent('message', { data: data.buffer }));
      }
    });
  }
}

function message(name: string, type: number, write: (encoder: encoding.Encoder) => void): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, name);
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

function writeSync(encoder: encoding.Encoder, kind: number, body: Uint8Array): void {
  encoding.writeVarUint(encoder, kind);
  encoding.writeVarUint8Array(encoder, body);
}

export const ROOM = '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e';
export const NOTEBOOK = `${ROOM}/1/notebook`;
export const SIDE = `${ROOM}/1/side`;

let sessions = 0;

/** A session with fresh tickets. */
export function aSession(fields: Partial<RoomSession> = {}): RoomSession {
  sessions += 1;
  const ticket = (name: string): string => `${name.split('/').at(-1)}-${sessions}`;
  return {
    id: `session-${sessions}`,
    token: `token-${sessions}`,
    expiresAt: '2026-11-28T12:05:00.000Z',
    role: 'editor',
    person: { id: '01935b0e-0000-7000-8000-000000000001', name: 'A. Rivera' },
    color: '#45d4ff',
    epoch: 1,
    state: 'open',
    socket: '/services/atrium/rooms/socket',
    documents: [NOTEBOOK, SIDE].map(name => ({ name, ticket: ticket(name), isReadOnly: name === SIDE })),
    ...fields
  };
}
