// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS, type Person, type Room, type RoomRole, type RoomSession } from '@jupyter-atrium/api';
import type { IAtrium } from '@jupyter-atrium/connection';
import type * as nbformat from '@jupyterlab/nbformat';
import { PromiseDelegate, UUID } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';
import { type RoomCalls, isProblem } from '../calls';
import { RoomNotebook } from '../document/room-notebook';

import type { Connection, LossReason } from '../live/connection';
import type { Claimed, IRuns, Run } from '../runs/runs';
import { Following } from './following';
import { TalkDraft } from '../talk/draft';
import { Presence } from './presence';
import { RoomSide } from './side';

/** How long edits may wait before people are told that they are not saved. */
const UNSAVED_MS = 1000;

/** The saved light; `ended`: the person is no member any more. */
export type Light =
  | { readonly state: 'entering' | 'sending' | 'saved' | 'ended' }
  | { readonly state: 'offline'; readonly edits: number }
  | { readonly state: 'problem'; readonly message: string };

/** What was not taken by the hub, when a document had to be opened afresh. */
export type Loss = { readonly reason: LossReason; readonly notebook: nbformat.INotebookContent | null };

/** A room whose notebook is open in this page. */
export class OpenRoom implements IRuns, IDisposable {
  readonly path: string;
  readonly notebook = new RoomNotebook();
  readonly side = new RoomSide();
  readonly presence: Presence;
  readonly following: Following;
  /** What is being written to the talk. */
  readonly talkDraft = new TalkDraft();
  /** Names the kernel of the notebook. */
  kernelName: () => string = () => '';
  /** Ends what still brings output into a cell of this page. */
  stop: (cell: string) => void = () => undefined;
  private readonly _options: OpenRoom.IOptions;
  private readonly _ready = new PromiseDelegate<Room>();
  private readonly _changed = new Signal<this, void>(this);
  private readonly _lost = new Signal<this, Loss>(this);
  private readonly _saved: (() => void)[] = [];
  private _room: Room | null = null;
  private _session: RoomSession | null = null;
  private _connection: Connection | null = null;
  private _hasArrived = false;
  private _problem: string | null = null;
  private _isEnded = false;
  private _timer: number | null = null;

  constructor(options: OpenRoom.IOptions) {
    this._options = options;
    this.path = options.path;
    this.presence = new Presence(this.notebook.awareness);
    this.following = new Following(this.presence);
    this.notebook.isOccupied = cell => this.presence.others.some(other => other.cell === cell);
    this.notebook.disposed.connect(() => this.dispose());
    this.side.changed.connect(() => this._changed.emit());
    // Whoever opens the document hears of it; nobody else may be waiting.
    this._ready.promise.catch(() => undefined);
    void this._enter();
  }

  get isDisposed(): boolean {
    return this.notebook.isDisposed;
  }

  dispose(): void {
    window.clearTimeout(this._timer ?? undefined);
    this._connection?.dispose();
    this._connection = null;
    this.presence.dispose();
    this.side.dispose();
    this._saved.splice(0).forEach(saved => saved());
    Signal.clearData(this);
  }

  /** Emits after anything of the room changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emits when the document must be opened afresh. */
  get lost(): ISignal<this, Loss> {
    return this._lost;
  }

  /** Resolves when the document has arrived; rejects if the hub refuses. */
  get ready(): Promise<Room> {
    return this._ready.promise;
  }

  /** Null until it is known. */
  get room(): Room | null {
    return this._room;
  }

  get title(): string {
    return this.side.room?.title ?? this._room?.title ?? '';
  }

  get isClosed(): boolean {
    return (this.side.room?.state ?? this._session?.state) === 'closed';
  }

  get role(): RoomRole | null {
    return this._session?.role ?? null;
  }

  get me(): Person | null {
    return this._session?.person ?? null;
  }

  /** The person's colour here. */
  get color(): string {
    return this._session?.color ?? '';
  }

  get isReadOnly(): boolean {
    return this.notebook.isReadOnly;
  }

  get light(): Light {
    const unsaved = this._connection?.unsaved ?? 0;
    if (this._isEnded) {
      return { state: 'ended' };
    }
    if (this._problem !== null) {
      return { state: 'problem', message: this._problem };
    }
    if (!this._hasArrived) {
      return { state: 'entering' };
    }
    if (!this._connection || this._connection.isAway) {
      return { state: 'offline', edits: unsaved };
    }
    return { state: unsaved > 0 ? 'sending' : 'saved' };
  }

  /** Resolves when the hub has acknowledged all edits. */
  saved(): Promise<void> {
    return this._isSaved() ? Promise.resolve() : new Promise(resolve => this._saved.push(resolve));
  }

  /** Calls inside the room. */
  act<T>(act: (calls: RoomCalls, room: string, call: { ticket: string }) => Promise<T>): Promise<T> {
    const { _connection: connection, _room: room } = this;
    if (!connection || !room) {
      return Promise.reject(new Error('The room is not entered yet.'));
    }
    return connection.call(call => act(this._calls, room.id, call));
  }

  get canPublish(): boolean {
    return !this.isReadOnly && this.light.state !== 'offline';
  }

  async claim({ cell, run }: Run, takeOver: boolean): Promise<Claimed> {
    const body = { cell, run, kernel: this.kernelName().slice(0, 100), takeOver };
    try {
      await this.act((calls, room, call) => calls.claimRun({ params: { room }, body }, call));
      return 'mine';
    } catch (error) {
      const held = this.side.run(cell);
      return isProblem(error) && error.code === 'run-claimed' && held ? { by: held } : 'unreachable';
    }
  }

  release({ run }: Run): void {
    this.act((calls, room, call) => calls.releaseRun({ params: { room, run } }, call)).catch(() => undefined);
  }

  pack(outputs: nbformat.IOutput[]): nbformat.IOutput[] | Promise<nbformat.IOutput[]> {
    return JSON.stringify(outputs).length > LIMITS.roomInlineBytes ? this._pack(outputs) : outputs;
  }

  /** Reads a value that is kept beside the document. */
  blob(digest: string): Promise<Uint8Array> {
    return this.act((calls, room, call) => calls.getBlob({ params: { room, digest } }, call));
  }

  newRun(): string {
    return UUID.uuid4();
  }

  private get _calls(): RoomCalls {
    return this._options.atrium.client;
  }

  private async _pack(outputs: nbformat.IOutput[]): Promise<nbformat.IOutput[]> {
    const { packOutputs } = await import('../runs/blobs');
    return packOutputs(outputs, (digest, body) =>
      this.act((calls, room, call) => calls.putBlob({ params: { room, digest }, body }, call))
    );
  }

  private async _enter(): Promise<void> {
    try {
      const room = await this._options.find(this.path);
      const [{ Connection }, keep] = await Promise.all([import('../live/connection'), this._keepFor(room)]);
      if (this.isDisposed) {
        return;
      }
      this._room = room;
      this._connection = new Connection({
        room,
        keep,
        notebook: this.notebook,
        side: this.side.document,
        calls: this._calls,
        service: this._options.atrium.address,
        onSession: session => this._onSession(session),
        onCount: () => this._onCount(),
        onLost: (reason, hasEdits) => this._onLost(reason, hasEdits),
        onRefused: error => this._onRefused(error)
      });
      await this._connection.start();
      this._hasArrived = true;
      this._setRights();
      this._ready.resolve(room);
    } catch (error) {
      this._onRefused(error);
    }
    this._changed.emit();
  }

  private async _keepFor(room: Room): Promise<ConstructorParameters<typeof Connection>[0]['keep']> {
    const person = this._options.atrium.me?.person.id;
    const mayWrite = room.role === 'owner' || room.role === 'editor';
    if (!this._options.keepEdits() || person === undefined || !mayWrite || typeof indexedDB === 'undefined') {
      return null;
    }
    const { Keep } = await import('../live/keep');
    return new Keep({ room: room.id, epoch: room.epoch, person }, this.notebook.ydoc);
  }

  private _onSession(session: RoomSession): void {
    this._session = session;
    this._problem = null;
    this._setRights();
    this._changed.emit();
  }

  /** Before the document has arrived nothing may be written: Lab gives an empty notebook its first cell. */
  private _setRights(): void {
    const { documents = [], role } = this._session ?? {};
    const document = documents.find(({ name }) => name.endsWith('/notebook'));
    const isReadOnly = !this._hasArrived || (document?.isReadOnly ?? true);
    this.notebook.setRights({ isReadOnly, isOwner: role === 'owner' });
  }

  private _onCount(): void {
    if (this._isSaved()) {
      window.clearTimeout(this._timer ?? undefined);
      this._timer = null;
      this.notebook.setUnsaved(false);
      this._saved.splice(0).forEach(saved => saved());
    } else {
      this._timer ??= window.setTimeout(
        () => this.notebook.setUnsaved((this._connection?.unsaved ?? 0) > 0),
        UNSAVED_MS
      );
    }
    this._changed.emit();
  }

  private _isSaved(): boolean {
    return this._connection !== null && !this._connection.isAway && this._connection.unsaved === 0;
  }

  private _onLost(reason: LossReason, hasEdits: boolean): void {
    this.notebook.setUnsaved(false);
    this._lost.emit({ reason, notebook: hasEdits ? this.notebook.toJSON() : null });
  }

  private _onRefused(error: unknown): void {
    this._isEnded = isProblem(error) && error.code === 'room-not-found' && this._hasArrived;
    this._problem = error instanceof Error ? error.message : String(error);
    this._ready.reject(error);
    this.notebook.setRights({ isReadOnly: true, isOwner: false });
    this._changed.emit();
  }
}

export namespace OpenRoom {
  export interface IOptions {
    path: string;
    atrium: IAtrium;
    /** Finds the room of a path. */
    find: (path: string) => Promise<Room>;
    /** Whether edits that wait are kept over reloads. */
    keepEdits: () => boolean;
  }
}
