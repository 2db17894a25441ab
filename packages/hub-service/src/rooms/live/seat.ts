// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS, type RoomCloseReason } from '@jupyter-atrium/api';
import { ThreadEndedError } from '../../threads/remote.ts';
import { BytesReader, MalformedError } from './bytes-reader.ts';
import { ExhaustingError } from './document-thread.ts';
import type { IListener, LiveDocument } from './live-document.ts';
import { Pace } from './pace.ts';
import type { PresentUser } from './presence.ts';
import { checkStateVector, readUpdate } from './read-update.ts';
import type { ISeat, Session } from './sessions.ts';
import { MESSAGE, SYNC, type Message, awarenessMessage, closeMessage, savedMessage, syncMessage } from './wire.ts';

/** A refusal that ends a seat. */
export class SeatEndedError extends Error {
  override name = 'SeatEndedError';
  readonly reason: RoomCloseReason;

  constructor(reason: RoomCloseReason) {
    super(reason);
    this.reason = reason;
  }
}

const MINUTE_MS = 60_000;
const SECOND_MS = 1000;
const LATE_MS = 100;

export interface ISeatOptions {
  document: LiveDocument;
  session: Session;
  user: PresentUser;
  socket: { send(message: Uint8Array): void };
  now: () => number;
  onEnd: (seat: Seat) => void;
}

/** One connection of a page to one document. */
export class Seat implements ISeat, IListener {
  readonly document: LiveDocument;
  readonly session: Session;
  readonly socket: object;
  /** The right it came with: a new one needs a new ticket. */
  readonly isReadOnly: boolean;
  private readonly _options: ISeatOptions;
  private readonly _syncs: Pace;
  private readonly _presences: Pace;
  private _late: NodeJS.Timeout | null = null;
  private _lateSaid: Uint8Array = new Uint8Array();
  private _hasEnded = false;

  constructor(options: ISeatOptions) {
    this._options = options;
    this.document = options.document;
    this.session = options.session;
    this.socket = options.socket;
    this.isReadOnly = !options.document.isNotebook || !options.session.canEdit;
    this._syncs = new Pace(LIMITS.roomSyncsPerMinute, MINUTE_MS, options.now());
    this._presences = new Pace(LIMITS.presencePerSecond, SECOND_MS, options.now());
  }

  /** Begins to hear of the document. */
  sit(): void {
    this.document.listeners.add(this);
    this.session.seats.add(this);
    const present = this.document.presence.all();
    if (present) {
      this.send(awarenessMessage(this.document.name, present));
    }
  }

  send(message: Uint8Array): void {
    this._options.socket.send(message);
  }

  close(reason: RoomCloseReason): void {
    this.end(reason);
  }

  /** Ends the seat; `null`: the page left by itself. */
  end(reason: RoomCloseReason | null): void {
    if (this._hasEnded) {
      return;
    }
    this._hasEnded = true;
    if (reason !== null) {
      this.send(closeMessage(this.document.name, reason));
    }
    this.document.listeners.delete(this);
    this.session.seats.delete(this);
    this.document.tell(this.document.presence.leave(this));
    this._options.onEnd(this);
  }

  /** Handles a message; whatever goes wrong ends this seat and nothing else. */
  async take(message: Message): Promise<void> {
    if (this._hasEnded) {
      return;
    }
    await this._guard(() => this._handle(message));
  }

  private async _guard(act: () => Promise<void> | void): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.end(reasonOf(error));
    }
  }

  private _handle({ kind, body }: Message): Promise<void> | void {
    switch (kind) {
      case MESSAGE.sync:
      case MESSAGE.syncReply:
        return this._sync(body, kind === MESSAGE.sync);
      case MESSAGE.awareness:
        return this._presence(body.bytes());
      case MESSAGE.close:
        return this.end(null);
      default:
        // Nothing else is for the service.
        return;
    }
  }

  private async _sync(body: BytesReader, isAsked: boolean): Promise<void> {
    const step = body.number();
    const payload = body.bytes();
    if (step === SYNC.update) {
      return this._edit(payload);
    }
    if (!this._syncs.take(this._options.now())) {
      throw new SeatEndedError('rate');
    }
    if (step === SYNC.step2) {
      return this._edit(payload);
    }
    if (step !== SYNC.step1) {
      throw new MalformedError('There is no such step.');
    }
    checkStateVector(payload);
    const { name } = this.document;
    const { update, stateVector } = await this.document.missing(payload);
    this.send(syncMessage(name, SYNC.step2, update));
    if (isAsked) {
      this.send(syncMessage(name, SYNC.step1, stateVector));
    }
  }

  private async _edit(update: Uint8Array): Promise<void> {
    if (update.length > LIMITS.roomUpdateBytes) {
      throw new SeatEndedError('too-large');
    }
    if (this.isReadOnly) {
      // Who only reads has nothing to add; what they know to be deleted is known here too.
      if (readUpdate(update).written.length > 0) {
        throw new SeatEndedError('role');
      }
    } else {
      const { session } = this;
      const verdict = await this.document.edit(update, [...session.clientIds], session.person);
      if (verdict.kind === 'refused') {
        throw new SeatEndedError(verdict.reason);
      }
    }
    if (!this._hasEnded) {
      this.send(savedMessage(this.document.name));
    }
  }

  /** Of what comes too fast, the last is told a little later. */
  private _presence(said: Uint8Array): void {
    if (!this.document.isNotebook || this._hasEnded) {
      return;
    }
    const { user, now } = this._options;
    if (!this._presences.take(now())) {
      this._late ??= setTimeout(() => {
        const last = this._lateSaid;
        this._late = null;
        void this._guard(() => this._presence(last));
      }, LATE_MS).unref();
      this._lateSaid = said;
      return;
    }
    const { document, session } = this;
    document.tell(
      document.presence.take(new BytesReader(said), { owner: this, mine: session.clientIds, user, now: now() })
    );
  }
}

function reasonOf(error: unknown): RoomCloseReason {
  if (error instanceof SeatEndedError) {
    return error.reason;
  }
  if (error instanceof MalformedError || error instanceof ExhaustingError) {
    return 'refused';
  }
  return error instanceof ThreadEndedError ? 'restart' : 'storage';
}
