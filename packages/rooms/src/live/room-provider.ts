// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { HocuspocusProvider, type HocuspocusProviderConfiguration } from '@hocuspocus/provider';
import { LIMITS } from '@jupyter-atrium/api';
import { createDecoder, readVarString, readVarUint } from 'lib0/decoding';
import { type Encoder, toUint8Array } from 'lib0/encoding';

/** From this many updates in a second on, updates are sent together; the hub takes more, but not much. */
const BUSY_UPDATES = LIMITS.roomUpdatesPerSecond * 0.6;
const TOGETHER_MS = 50;

const SYNC = 0;
const STEP_2 = 1;

type Arguments = { encoder?: Encoder; update?: Uint8Array; awareness?: unknown };

/**
 * A document's connection that knows what the hub has acknowledged. Stock counts updates that it queued while away
 * beside the one message that holds them all, and so says too early that all is saved; and it sends before it is let in.
 */
export class RoomProvider extends HocuspocusProvider {
  /** Called after `unsaved` or `isAway` changed. */
  onCount: () => void = () => undefined;
  /** Where edits come from that were counted before. */
  readonly known = new Set<unknown>();
  private _waiting = 0;
  private _kept = 0;
  private _isAway = true;
  private _isTogether = false;
  private _second = { start: 0, updates: 0 };
  private _entry = 0;

  constructor(configuration: HocuspocusProviderConfiguration & { token: () => Promise<string> }) {
    super(configuration);
    this.on('authenticated', () => this._greet());
  }

  /** How many edits the hub has not acknowledged. */
  get unsaved(): number {
    return this._waiting + this._kept + (this._isTogether ? 1 : 0);
  }

  /** Whether the hub is not reached; edits are kept. */
  get isAway(): boolean {
    return this._isAway;
  }

  /** Counts edits that were kept when the page was here before. */
  addKept(edits: number): void {
    this._kept += edits;
    this.onCount();
  }

  /** Asks to be let in again over the same socket. */
  enter(): void {
    void this.onOpen(new Event('open'));
  }

  override documentUpdateHandler(update: Uint8Array, origin: unknown): void {
    if (origin === this) {
      return;
    }
    if (!this._isAway) {
      this._pace();
      super.documentUpdateHandler(update, origin);
    } else if (!this.known.has(origin)) {
      this._kept += 1;
    }
    this.onCount();
  }

  override send(...[message, args]: Parameters<HocuspocusProvider['send']>): void {
    const { encoder, update, awareness } = args as Arguments;
    if (!this.isAuthenticated && (update || awareness)) {
      return;
    }
    if (update) {
      this._isTogether = false;
      this._waiting += 1;
    } else if (encoder && isStep2(toUint8Array(encoder))) {
      // It holds everything the hub lacks.
      this._waiting += 1;
      this._kept = 0;
      this._isAway = false;
    }
    super.send(message, args);
    this.onCount();
  }

  override decrementUnsyncedChanges(): void {
    super.decrementUnsyncedChanges();
    this._waiting = Math.max(0, this._waiting - 1);
    this.onCount();
  }

  override onClose(): void {
    super.onClose();
    this._kept += this._waiting + (this._isTogether ? 1 : 0);
    this._waiting = 0;
    this._isTogether = false;
    this._isAway = true;
    this.onCount();
  }

  /** A ticket that comes after the socket was lost again must not be sent: it was given up. */
  override async getToken(): Promise<string | null> {
    this._entry += 1;
    const entry = this._entry;
    const token = await super.getToken();
    return entry === this._entry ? token : new Promise<never>(() => undefined);
  }

  private _pace(): void {
    const now = Date.now();
    if (now - this._second.start > 1000) {
      this._second = { start: now, updates: 0 };
    }
    this._second.updates += 1;
    const isBusy = this._second.updates > BUSY_UPDATES;
    if (!isBusy) {
      // What waits goes first: the hub takes no update before the one it builds on.
      this.flushPendingUpdates();
    }
    this.configuration.flushDelay = isBusy ? TOGETHER_MS : false;
    this._isTogether = isBusy;
  }

  private _greet(): void {
    const { clientID } = this.document;
    if (this.awareness?.getLocalState()) {
      this.awarenessUpdateHandler({ added: [clientID], updated: [], removed: [] }, null);
    }
  }
}

function isStep2(message: Uint8Array): boolean {
  const decoder = createDecoder(message);
  readVarString(decoder);
  return readVarUint(decoder) === SYNC && readVarUint(decoder) === STEP_2;
}
