// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import type { RawData, WebSocket } from 'ws';
import { MalformedError } from './bytes-reader.ts';
import { Pace } from './pace.ts';
import type { Seat } from './seat.ts';
import { MESSAGE, type Message, PING, deniedMessage, grantedMessage, readMessage, readTicket } from './wire.ts';

/** Half of what the other side takes for a lost connection. */
const PING_EVERY_MS = 15_000;
/** How long a page may send more than is worked through. */
const PATIENCE_MS = 10_000;
/** What a slow page has not fetched yet; more, and it is cut off. */
const MOST_UNSENT_BYTES = 16 * 1024 * 1024;
const BREATH_MS = 100;
const CODE = { tooMuch: 1009, later: 1013, unreadable: 1007, stranger: 4401 } as const;

/** Lets somebody in to a document who shows a ticket; throws a `SeatEndedError` for those it does not let in. */
export type Admit = (name: string, ticket: string, socket: RoomSocket) => Promise<Seat>;

/** Messages of one document, one after the other. */
type Line = { seat: Seat | null; last: Promise<void>; queued: number };

/** A WebSocket: several documents, and no more work at once than it may cause. */
export class RoomSocket {
  private readonly _socket: WebSocket;
  private readonly _admit: Admit;
  private readonly _now: () => number;
  private readonly _lines = new Map<string, Line>();
  private readonly _edits: Pace;
  private readonly _deadline: NodeJS.Timeout;
  private readonly _ping: NodeJS.Timeout;
  private _patience: NodeJS.Timeout | null = null;
  private _isStranger = true;
  private _hasAnswered = true;
  private _waitingBytes = 0;
  private _waitingMessages = 0;
  private _strangerBytes = 0;
  private _strangerMessages = 0;

  constructor(socket: WebSocket, admit: Admit, now: () => number) {
    this._socket = socket;
    this._admit = admit;
    this._now = now;
    this._edits = new Pace(LIMITS.roomUpdatesPerSecond, 1000, now());
    this._deadline = setTimeout(() => this._socket.close(CODE.stranger), LIMITS.roomStrangerMs).unref();
    this._ping = setInterval(() => this._beat(), PING_EVERY_MS).unref();
    socket.on('message', (data: RawData, isBinary) => this._receive(data as Buffer, isBinary));
    socket.on('close', () => this._end());
    // A broken connection closes by itself.
    socket.on('error', () => undefined);
  }

  send(message: Uint8Array): void {
    if (this._socket.readyState !== this._socket.OPEN) {
      return;
    }
    if (this._socket.bufferedAmount > MOST_UNSENT_BYTES) {
      this._socket.terminate();
      return;
    }
    this._socket.send(message);
  }

  /** Says goodbye after what was sent. */
  close(): void {
    this._socket.close(CODE.later);
  }

  terminate(): void {
    this._socket.terminate();
  }

  private _receive(data: Buffer, isBinary: boolean): void {
    this._hasAnswered = true;
    if (!isBinary || (this._isStranger && this._isTooMuch(data))) {
      this._socket.close(CODE.unreadable);
      return;
    }
    try {
      const message = readMessage(data);
      if (message) {
        this._enqueue(message, data.length);
      }
    } catch (error) {
      if (!(error instanceof MalformedError)) {
        throw error;
      }
      this._socket.close(CODE.unreadable);
    }
  }

  /** Whoever has not shown a ticket may send little. */
  private _isTooMuch(data: Buffer): boolean {
    this._strangerBytes += data.length;
    this._strangerMessages += 1;
    return this._strangerBytes > LIMITS.roomStrangerBytes || this._strangerMessages > LIMITS.roomStrangerMessages;
  }

  private _enqueue(message: Message, bytes: number): void {
    const line = this._lineOf(message);
    if (!line) {
      return;
    }
    this._hold(bytes);
    // An edit is handed to the thread at once; only what must follow it waits for its answer.
    const turn = line.seat && line.queued === 0 ? line.seat.take(message) : this._queue(line, message);
    line.last = turn.finally(() => this._release(bytes));
    if (message.kind === MESSAGE.sync && !this._edits.take(this._now())) {
      this._breathe();
    }
  }

  /** What comes before somebody is let in waits for that, and keeps its order. */
  private async _queue(line: Line, message: Message): Promise<void> {
    line.queued += 1;
    await line.last;
    line.queued -= 1;
    await line.seat?.take(message);
  }

  /** The line a message waits in; a new one for a document that is asked to be let in to. */
  private _lineOf(message: Message): Line | null {
    const known = this._lines.get(message.name);
    if (known) {
      return message.kind === MESSAGE.auth ? null : known;
    }
    if (message.kind !== MESSAGE.auth || this._lines.size >= LIMITS.roomDocumentsPerSocket) {
      // Of a document that was closed while this was under way.
      return null;
    }
    const line: Line = { seat: null, last: Promise.resolve(), queued: 0 };
    this._lines.set(message.name, line);
    line.last = this._enter(line, message);
    return null;
  }

  private async _enter(line: Line, { name, body }: Message): Promise<void> {
    try {
      const seat = await this._admit(name, readTicket(body) ?? '', this);
      this._isStranger = false;
      clearTimeout(this._deadline);
      this.send(grantedMessage(name, seat.isReadOnly));
      line.seat = seat;
      seat.sit();
    } catch (error) {
      this._lines.delete(name);
      this.send(deniedMessage(name, (error as { reason?: string }).reason ?? 'storage'));
    }
  }

  /** A seat has ended: the same document may be asked for again. */
  leave(seat: Seat): void {
    const { name } = seat.document;
    if (this._lines.get(name)?.seat === seat) {
      this._lines.delete(name);
    }
  }

  private _hold(bytes: number): void {
    this._waitingBytes += bytes;
    this._waitingMessages += 1;
    if (this._isFull(1) && !this._patience) {
      this._socket.pause();
      this._patience = setTimeout(() => this._socket.terminate(), PATIENCE_MS).unref();
    }
  }

  private _release(bytes: number): void {
    this._waitingBytes -= bytes;
    this._waitingMessages -= 1;
    if (this._patience && !this._isFull(2)) {
      clearTimeout(this._patience);
      this._patience = null;
      this._socket.resume();
    }
  }

  private _isFull(part: number): boolean {
    return (
      this._waitingBytes > LIMITS.roomWaitingBytes / part || this._waitingMessages > LIMITS.roomWaitingMessages / part
    );
  }

  /** Who writes too fast is heard a little later. */
  private _breathe(): void {
    this._socket.pause();
    setTimeout(() => this._patience ?? this._socket.resume(), BREATH_MS).unref();
  }

  private _beat(): void {
    if (!this._hasAnswered) {
      this._socket.terminate();
      return;
    }
    this._hasAnswered = false;
    this.send(PING);
  }

  private _end(): void {
    clearTimeout(this._deadline);
    clearInterval(this._ping);
    clearTimeout(this._patience ?? undefined);
    for (const { seat } of [...this._lines.values()]) {
      seat?.end(null);
    }
    this._lines.clear();
  }
}
