// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type Remote, ThreadEndedError } from '../../threads/remote.ts';
import type { DocumentCalls } from './document-calls.ts';

/** The thread ended while it did this: it took too long, or too much memory. */
export class ExhaustingError extends Error {
  override name = 'ExhaustingError';
}

/** Calls the thread of documents, and tells the call that ended it from those that only waited. */
export class DocumentThread {
  private readonly _remote: Remote<DocumentCalls>;
  private readonly _onEnd: () => void;
  private _hasEnded = false;

  /** @param onEnd - all documents the thread had are gone */
  constructor(remote: Remote<DocumentCalls>, onEnd: () => void) {
    this._remote = remote;
    this._onEnd = onEnd;
  }

  readonly call: Remote<DocumentCalls>['call'] = (name, argument, transfer) =>
    this._remote.call(name, argument, transfer).catch((error: unknown) => {
      // Calls are done in their order, and rejected in it: the first was being done.
      if (error instanceof ThreadEndedError && !this._hasEnded) {
        this._hasEnded = true;
        setImmediate(() => (this._hasEnded = false));
        this._onEnd();
        throw new ExhaustingError(error.message);
      }
      throw error;
    });
}
