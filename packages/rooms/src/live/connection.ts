// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { ROOM_CLOSE_REASONS, type Room, type RoomCloseReason, type RoomSession } from '@jupyter-atrium/api';
import type * as Y from 'yjs';
import type { RoomCalls } from '../calls';
import type { RoomNotebook } from '../document/room-notebook';
import { type IKeep } from './keep';
import { CLOCK, type Clock, pause } from './patience';
import { RoomProvider } from './room-provider';
import { SessionKeeper } from './session-keeper';
import { leaveSocket, socketAddress, takeSocket } from './sockets';

/** WebSocket’s word for a message that is too large. */
const TOO_LARGE = 1009;

/** Why a document must be opened afresh, with what the hub never took set aside. */
export type LossReason = Extract<RoomCloseReason, 'client-id' | 'epoch' | 'refused' | 'too-large' | 'full' | 'role'>;

/** Joins a notebook and the room's side document to the hub. */
export class Connection {
  private readonly _options: Connection.IOptions;
  private readonly _keeper: SessionKeeper;
  private readonly _clock: Clock;
  private _keep: IKeep | null;
  private _keptIds: number[] = [];
  private _providers: RoomProvider[] = [];
  private _notebook: RoomProvider | null = null;
  private _socket: string | null = null;
  private _reopening: Promise<void> | null = null;
  private _tries = 0;
  private _isOver = false;

  constructor(options: Connection.IOptions) {
    this._options = options;
    this._clock = options.clock ?? CLOCK;
    this._keep = options.keep;
    this._keeper = new SessionKeeper({
      room: options.room.id,
      calls: options.calls,
      clock: this._clock,
      clientIds: () => [...new Set([this._document.clientID, ...this._keptIds])],
      drawClientId: () => this._drawClientId(),
      onSession: session => options.onSession(session),
      onRefused: error => this._refuse(error)
    });
  }

  /** How many edits the hub has not acknowledged. */
  get unsaved(): number {
    return this._notebook?.unsaved ?? 0;
  }

  /** Whether the hub is not reached. */
  get isAway(): boolean {
    return this._notebook?.isAway ?? true;
  }

  /** Calls inside the room. */
  call<T>(act: (call: { ticket: string }) => Promise<T>): Promise<T> {
    return this._keeper.call(act);
  }

  /**
   * Enters the room.
   *
   * @returns when both documents have arrived
   * @throws AtriumError if the hub refuses
   */
  async start(): Promise<void> {
    const kept = await this._keep?.load();
    this._keptIds = kept?.clientIds ?? [];
    const session = await this._keeper.refresh();
    if (this._isOver) {
      return;
    }
    if (session.epoch !== this._options.room.epoch) {
      this._lose('epoch', (kept?.edits ?? 0) > 0);
      return;
    }
    this._socket = socketAddress(session.socket, this._options.service);
    const socket = takeSocket(this._socket);
    const arrived = session.documents.map(({ name }) => this._join(name, socket));
    this._notebook?.addKept(kept?.edits ?? 0);
    await Promise.all(arrived);
  }

  /** Leaves the room. */
  dispose(): void {
    if (this._isOver) {
      return;
    }
    const isSaved = this._notebook !== null && !this.isAway && this.unsaved === 0;
    this._end(isSaved);
  }

  private get _document(): Y.Doc {
    return this._options.notebook.ydoc;
  }

  private _join(name: string, websocketProvider: ReturnType<typeof takeSocket>): Promise<void> {
    const isNotebook = name.endsWith('/notebook');
    const provider = new RoomProvider({
      websocketProvider,
      name,
      document: isNotebook ? this._document : this._options.side,
      awareness: isNotebook ? this._options.notebook.awareness : null,
      token: () => this._ticket(name)
    });
    this._providers.push(provider);
    if (isNotebook) {
      this._notebook = provider;
      provider.known.add(this._keep?.origin);
      provider.onCount = () => this._count();
    }
    provider.on('close', ({ event }: { event: { code: number; reason: string } }) => this._onClose(provider, event));
    provider.on('authenticationFailed', ({ reason }: { reason: string }) =>
      this._onClose(provider, { code: 0, reason })
    );
    const arrived = new Promise<void>(resolve => provider.on('synced', () => resolve()));
    provider.on('synced', () => (this._tries = 0));
    provider.attach();
    return arrived;
  }

  /** One refusal would end a provider for good, so what is refused is told elsewhere. */
  private async _ticket(name: string): Promise<string> {
    try {
      return await this._keeper.ticket(name);
    } catch (error) {
      this._refuse(error);
      return new Promise<never>(() => undefined);
    }
  }

  private _count(): void {
    if (!this._isOver) {
      this._keep?.note(this.unsaved, this._document.clientID);
      this._options.onCount();
    }
  }

  private _onClose(provider: RoomProvider, { code, reason }: { code: number; reason: string }): void {
    if (this._isOver) {
      return;
    }
    const why = ROOM_CLOSE_REASONS.find(known => known === reason) ?? (code === TOO_LARGE ? 'too-large' : null);
    switch (why) {
      case 'client-id':
      case 'epoch':
      case 'refused':
      case 'too-large':
      case 'full':
        this._lose(why, this.unsaved > 0);
        return;
      case 'role':
        this._reopening ??= this._reopen().finally(() => {
          this._reopening = null;
        });
        void this._reopening.then(() => this._enter(provider));
        return;
      default:
        void this._enterLater(provider);
    }
  }

  private async _enterLater(provider: RoomProvider): Promise<void> {
    this._tries += 1;
    await this._clock.sleep(pause(this._tries, this._clock));
    this._enter(provider);
  }

  /** Where the socket itself was lost, it enters by itself when there is a new one. */
  private _enter(provider: RoomProvider): void {
    const isConnected = provider.configuration.websocketProvider.status.toString() === 'connected';
    if (!this._isOver && isConnected && !provider.isAuthenticated) {
      provider.enter();
    }
  }

  private async _reopen(): Promise<void> {
    const hadEdits = this.unsaved > 0;
    try {
      const { documents } = await this._keeper.reopen();
      const isReadOnly = documents.some(({ name, isReadOnly }) => name.endsWith('/notebook') && isReadOnly);
      if (isReadOnly && hadEdits) {
        this._lose('role', true);
      }
    } catch (error) {
      this._refuse(error);
    }
  }

  /** Another's writing came under this id once: nothing was written yet, so another one is as good. */
  private _drawClientId(): boolean {
    if (this._keptIds.length > 0 || this._notebook !== null) {
      return false;
    }
    this._document.clientID = Math.floor(this._clock.random() * (2 ** 32 - 1)) + 1;
    return true;
  }

  private _lose(reason: LossReason, hasEdits: boolean): void {
    if (!this._isOver) {
      // What was refused once must not be sent again, so it is kept as a notebook, not as edits.
      this._end(true);
      this._options.onLost(reason, hasEdits);
    }
  }

  private _refuse(error: unknown): void {
    if (!this._isOver) {
      this._options.onRefused(error);
    }
  }

  private _end(isSaved: boolean): void {
    this._isOver = true;
    this._keeper.dispose();
    this._providers.forEach(provider => provider.destroy());
    if (this._socket !== null) {
      leaveSocket(this._socket);
    }
    void this._keep?.end(isSaved);
    this._keep = null;
  }
}

export namespace Connection {
  export interface IOptions {
    room: Pick<Room, 'id' | 'epoch'>;
    notebook: RoomNotebook;
    side: Y.Doc;
    calls: Pick<RoomCalls, 'openRoomSession' | 'renewRoomSession'>;
    /** The service’s address. */
    service: string;
    /** Null: edits are not kept over reloads. */
    keep: IKeep | null;
    clock?: Clock;
    /** Called with a new session, or a new role. */
    onSession: (session: RoomSession) => void;
    /** Called after `unsaved` or `isAway` changed. */
    onCount: () => void;
    /** Called when the document must be opened afresh; the connection has ended. */
    onLost: (reason: LossReason, hasEdits: boolean) => void;
    /** Called when the hub no longer lets the person in. */
    onRefused: (error: unknown) => void;
  }
}
