// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { RoomCloseReason } from '@jupyter-atrium/api';
import type { GroupCommit } from '../log/group-commit.ts';
import type { RoomLog } from '../log/room-log.ts';
import type { Missing } from './document-calls.ts';
import type { DocumentThread } from './document-thread.ts';
import { Presence } from './presence.ts';
import type { DocumentSize, Verdict } from './room-document.ts';
import { SYNC, awarenessMessage, syncMessage } from './wire.ts';

/** Edits are folded into a state beyond these, so that a room's log stays short and a document loads quickly. */
const COMPACT = { leastBytes: 64 * 1024, mostBytes: 16 * 1024 * 1024, rows: 5000 } as const;

/** Somebody connected to a document. */
export interface IListener {
  send(message: Uint8Array): void;
  close(reason: RoomCloseReason): void;
}

/** What documents share. */
export type DocumentPorts = {
  thread: DocumentThread;
  log: RoomLog;
  commits: GroupCommit;
  now: () => number;
  /** Storing an edit failed: what the thread has is not what is stored. */
  onFailed: (document: LiveDocument, error: unknown) => void;
};

/** A document somebody is in. Nothing of it is shown to anybody before it is durable. */
export class LiveDocument {
  readonly name: string;
  readonly isNotebook: boolean;
  readonly listeners = new Set<IListener>();
  readonly presence = new Presence();
  private readonly _ports: DocumentPorts;
  private _seq = 0;
  private _stateBytes = 0;
  private _rows = 0;
  private _rowBytes = 0;
  private _lastCommit: Promise<void> = Promise.resolve();
  private _compacting: Promise<void> | null = null;
  private _changedAt = 0;

  constructor(name: string, ports: DocumentPorts) {
    this.name = name;
    this.isNotebook = name.endsWith('/notebook');
    this._ports = ports;
  }

  /** When it was changed last since it was loaded; 0 if it was not. */
  get changedAt(): number {
    return this._changedAt;
  }

  async load(): Promise<DocumentSize> {
    const { log, thread } = this._ports;
    const { seq, state, changes } = await log.load(this.name);
    this._seq = seq;
    this._stateBytes = state?.length ?? 0;
    this._rows = changes.length;
    this._rowBytes = changes.reduce((total, change) => total + change.length, 0);
    const parts = state ? [state, ...changes] : changes;
    return thread.call('open', { name: this.name, parts, isNotebook: this.isNotebook });
  }

  /** Takes an edit; when this resolves it is refused, or durable and sent to everybody. */
  async edit(update: Uint8Array, mine: readonly number[], person: string): Promise<Verdict> {
    // A copy: the message it came in may be part of a much larger buffer.
    const own = new Uint8Array(update);
    const verdict = await this._ports.thread.call('edit', { name: this.name, update: own, mine }, [own.buffer]);
    if (verdict.kind === 'accepted' && verdict.update) {
      await this._keep(verdict.update, person);
    }
    return verdict;
  }

  /**
   * Lets the service change the document.
   *
   * @param act - asks the thread for a change of this document
   */
  async change(act: (thread: DocumentThread) => Promise<Uint8Array | null>, person: string): Promise<void> {
    const update = await act(this._ports.thread);
    if (update) {
      await this._keep(update, person);
    }
  }

  /** What somebody lacks; waits until all of it is durable. */
  async missing(stateVector: Uint8Array): Promise<Missing> {
    const own = new Uint8Array(stateVector);
    const missing = await this._ports.thread.call('missing', { name: this.name, stateVector: own }, [own.buffer]);
    await this._lastCommit;
    return missing;
  }

  /** The notebook as a file, as it is durable. */
  async notebook(): Promise<{ text: string; cells: number }> {
    const notebook = await this._ports.thread.call('notebook', { name: this.name });
    await this._lastCommit;
    return notebook;
  }

  broadcast(message: Uint8Array): void {
    for (const listener of this.listeners) {
      listener.send(message);
    }
  }

  /** Tells everybody of a change of presence. */
  tell(presence: Uint8Array | null): void {
    if (presence) {
      this.broadcast(awarenessMessage(this.name, presence));
    }
  }

  closeAll(reason: RoomCloseReason): void {
    for (const listener of [...this.listeners]) {
      listener.close(reason);
    }
  }

  /** Waits until all that came is stored. */
  settled(): Promise<void> {
    return this._lastCommit;
  }

  /** Folds the edits into a state. */
  compact(): Promise<void> {
    this._compacting ??= this._compact().finally(() => (this._compacting = null));
    return this._compacting;
  }

  get hasRows(): boolean {
    return this._rows > 0;
  }

  private async _compact(): Promise<void> {
    const { log, thread } = this._ports;
    const state = await thread.call('state', { name: this.name });
    // Answers come in order: all edits in this state, and no others, have their number by now.
    const [seq, rows, bytes] = [this._seq, this._rows, this._rowBytes];
    await this._lastCommit;
    await log.compact(this.name, seq, state);
    this._stateBytes = state.length;
    this._rows -= rows;
    this._rowBytes -= bytes;
  }

  private async _keep(change: Uint8Array, person: string): Promise<void> {
    const { commits, now, onFailed } = this._ports;
    this._seq += 1;
    this._rows += 1;
    this._rowBytes += change.length;
    this._changedAt = now();
    const row = { document: this.name, seq: this._seq, change, person, at: this._changedAt };
    const committed = commits.append(row);
    this._lastCommit = committed;
    try {
      await committed;
    } catch (error) {
      onFailed(this, error);
      throw error;
    }
    this.broadcast(syncMessage(this.name, SYNC.update, change));
    const limit = Math.min(Math.max(2 * this._stateBytes, COMPACT.leastBytes), COMPACT.mostBytes);
    if (this._rowBytes > limit || this._rows > COMPACT.rows) {
      // It is tried again at the next edit.
      this.compact().catch(() => undefined);
    }
  }
}
