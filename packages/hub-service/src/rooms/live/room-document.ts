// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS, type RoomCloseReason } from '@jupyter-atrium/api';
import * as Y from 'yjs';
import { MalformedError } from './bytes-reader.ts';
import { readUpdate } from './read-update.ts';
import { RuleError, checkChange, checkWhole, rootsOf } from './rules.ts';

/** What became of an edit. `update`: what it adds; null if it adds nothing. */
export type Verdict =
  { kind: 'accepted'; update: Uint8Array | null } | { kind: 'refused'; reason: RoomCloseReason; words: string };

/** How large a document is. */
export type DocumentSize = { bytes: number; cells: number };

/** Origin of what the service itself changes. */
const SERVICE = 'service';

/** One document as the thread keeps it: nothing of a client is applied before it is judged, and nothing wrong stays. */
export class RoomDocument {
  private readonly _isNotebook: boolean;
  /** All that makes up the document: the state it was loaded with, then what came. */
  private _parts: Uint8Array[];
  private _bytes: number;
  private _doc: Y.Doc;
  private _known = new WeakSet<object>();
  private _transaction: Y.Transaction | null = null;
  private _emitted: Uint8Array | null = null;

  /** @param parts - a state, and updates that follow it */
  constructor(parts: readonly Uint8Array[], isNotebook: boolean) {
    this._isNotebook = isNotebook;
    this._parts = [...parts];
    this._bytes = sum(this._parts);
    this._doc = this._build();
  }

  get doc(): Y.Doc {
    return this._doc;
  }

  /**
   * Applies an edit of a client, if it is one that this client may make.
   *
   * @param mine - the client ids bound to the person
   */
  edit(update: Uint8Array, mine: ReadonlySet<number>): Verdict {
    try {
      this._judge(update, mine);
    } catch (error) {
      return refusalOf(error);
    }
    try {
      return this._apply(() => Y.applyUpdate(this._doc, update, 'client'));
    } catch (error) {
      // It may have been applied in part.
      this._doc.destroy();
      this._doc = this._build();
      return refusalOf(error);
    }
  }

  /**
   * Lets the service change the document.
   *
   * @returns the update; null if nothing changed
   */
  change(act: (doc: Y.Doc) => void): Uint8Array | null {
    const verdict = this._apply(() => this._doc.transact(() => act(this._doc), SERVICE));
    return verdict.kind === 'accepted' ? verdict.update : null;
  }

  /** What a client lacks that has what its state vector says; and the document's own state vector. */
  missing(stateVector: Uint8Array): { update: Uint8Array; stateVector: Uint8Array } {
    return {
      update: Y.encodeStateAsUpdate(this._doc, stateVector),
      stateVector: Y.encodeStateVector(this._doc)
    };
  }

  /**
   * Writes the whole state anew, shorter than all that led to it.
   *
   * @throws Error if reading it gives another document
   */
  state(): Uint8Array {
    const state = Y.encodeStateAsUpdate(this._doc);
    const copy = new Y.Doc();
    Y.applyUpdate(copy, state);
    const isSame = Buffer.compare(vectorOf(copy), vectorOf(this._doc)) === 0;
    copy.destroy();
    if (!isSame) {
      throw new Error('A state, written and read again, is another one.');
    }
    this._parts = [state];
    this._bytes = state.length;
    return state;
  }

  size(): DocumentSize {
    return { bytes: this._bytes, cells: this._isNotebook ? rootsOf(this._doc).cells.length : 0 };
  }

  private _judge(update: Uint8Array, mine: ReadonlySet<number>): void {
    if (update.length > LIMITS.roomUpdateBytes) {
      throw new RuleError('An edit is too large.', 'too-large');
    }
    const { written, needs } = readUpdate(update);
    const { store } = this._doc;
    const ends = new Map<number, number>();
    const endOf = (client: number): number => ends.get(client) ?? Y.getState(store, client);
    for (const { client, clock, end } of written) {
      const known = endOf(client);
      if (end > known && !mine.has(client)) {
        throw new ForeignClientError();
      }
      demandKnown(clock <= known);
      ends.set(client, Math.max(known, end));
    }
    for (const { client, clock } of needs) {
      demandKnown(clock < endOf(client));
    }
    if (written.length > 0 && this._bytes + update.length > LIMITS.roomNotebookBytes) {
      this._demandRoom(update.length);
    }
  }

  /** All updates together may be much longer than what they lead to. */
  private _demandRoom(more: number): void {
    this.state();
    if (this._bytes + more > LIMITS.roomNotebookBytes) {
      throw new RuleError('The document is full.', 'full');
    }
  }

  private _apply(act: () => void): Extract<Verdict, { kind: 'accepted' }> {
    this._transaction = null;
    this._emitted = null;
    act();
    const { pendingStructs, pendingDs } = this._doc.store;
    demandKnown(pendingStructs === null && pendingDs === null);
    // A set field: the listeners of `_build` ran meanwhile.
    const transaction = this._transaction as Y.Transaction | null;
    const update = this._emitted as Uint8Array | null;
    if (transaction && update && this._isNotebook) {
      checkChange(transaction, this._known);
    }
    if (update) {
      this._parts.push(update);
      this._bytes += update.length;
    }
    return { kind: 'accepted', update };
  }

  private _build(): Y.Doc {
    const doc = new Y.Doc();
    this._known = new WeakSet();
    if (this._isNotebook) {
      rootsOf(doc);
    }
    for (const part of this._parts) {
      Y.applyUpdate(doc, part);
    }
    if (this._isNotebook) {
      checkWhole(doc, this._known);
    }
    doc.on('update', (update: Uint8Array) => (this._emitted = update));
    doc.on('afterTransaction', (transaction: Y.Transaction) => (this._transaction = transaction));
    return doc;
  }
}

/** New content under a client id that is not the person's. */
class ForeignClientError extends Error {
  override name = 'ForeignClientError';
}

function refusalOf(error: unknown): Verdict {
  const words = error instanceof Error ? error.message : '';
  if (error instanceof ForeignClientError) {
    return { kind: 'refused', reason: 'client-id', words: 'It writes as somebody else.' };
  }
  return { kind: 'refused', reason: error instanceof RuleError ? error.reason : 'refused', words };
}

function demandKnown(isKnown: boolean): asserts isKnown {
  if (!isKnown) {
    throw new MalformedError('It refers to what is not there.');
  }
}

function vectorOf(doc: Y.Doc): Buffer {
  const entries = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b);
  return Buffer.from(JSON.stringify(entries));
}

function sum(parts: readonly Uint8Array[]): number {
  return parts.reduce((total, part) => total + part.length, 0);
}
