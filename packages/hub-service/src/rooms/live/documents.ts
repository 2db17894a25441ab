// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { RoomCloseReason } from '@jupyter-atrium/api';
import type { ILogger } from '../../logger.ts';
import { isFatal } from '../../refusals.ts';
import type { Remote } from '../../threads/remote.ts';
import type { GroupCommit } from '../log/group-commit.ts';
import type { RoomLog } from '../log/room-log.ts';
import type { DocumentCalls } from './document-calls.ts';
import { DocumentThread } from './document-thread.ts';
import { LiveDocument } from './live-document.ts';

export interface IDocumentsOptions {
  remote: Remote<DocumentCalls>;
  log: RoomLog;
  commits: GroupCommit;
  now: () => number;
  logger: ILogger;
  die: (error: Error) => void;
  /** After a document was loaded, before anybody is let in. */
  onLoaded: (document: LiveDocument) => Promise<void>;
  /** Before a document nobody is in is unloaded. */
  onLeft: (document: LiveDocument) => Promise<void>;
}

/** How long a document stays loaded after the last one left. */
const LINGER_MS = 30_000;

/** The documents that are loaded. */
export class Documents {
  readonly thread: DocumentThread;
  private readonly _options: IDocumentsOptions;
  private readonly _open = new Map<string, Promise<LiveDocument>>();
  private readonly _loaded = new Map<string, LiveDocument>();
  private readonly _timers = new Map<string, NodeJS.Timeout>();

  constructor(options: IDocumentsOptions) {
    this._options = options;
    this.thread = new DocumentThread(options.remote, () => this._forgetAll());
  }

  /** Those that are loaded. */
  get loaded(): readonly LiveDocument[] {
    return [...this._loaded.values()];
  }

  find(name: string): LiveDocument | null {
    return this._loaded.get(name) ?? null;
  }

  /** Finds a document; loads it first if nobody is in it. */
  open(name: string): Promise<LiveDocument> {
    clearTimeout(this._timers.get(name));
    this._timers.delete(name);
    const known = this._open.get(name);
    if (known) {
      return known;
    }
    const opening = this._load(name);
    this._open.set(name, opening);
    opening.catch(() => this._open.get(name) === opening && this._open.delete(name));
    return opening;
  }

  /** Says that somebody left; unloads the document after a while if nobody comes. */
  left(document: LiveDocument): void {
    if (document.listeners.size > 0 || this._loaded.get(document.name) !== document) {
      return;
    }
    clearTimeout(this._timers.get(document.name));
    const timer = setTimeout(() => void this.unload(document.name), LINGER_MS).unref();
    this._timers.set(document.name, timer);
  }

  /** Stores a document as one state, and forgets it unless somebody is in it. */
  async unload(name: string): Promise<void> {
    const document = this._loaded.get(name);
    if (!document || document.listeners.size > 0) {
      return;
    }
    try {
      await this._options.onLeft(document);
      if (document.hasRows) {
        await document.compact();
      }
    } catch (error) {
      // Its edits are in the log; only the state that would be quicker to read is missing.
      this._options.logger.warn('A room could not be put away tidily.', { fault: (error as Error).message });
    }
    if (document.listeners.size === 0 && this._loaded.get(name) === document) {
      this._forget(document);
    }
  }

  /** Closes a document for everybody and forgets it. */
  async close(name: string, reason: RoomCloseReason): Promise<void> {
    const document = await this._open.get(name)?.catch(() => null);
    if (document) {
      document.closeAll(reason);
      await document.settled().catch(() => undefined);
      this._forget(document);
    }
  }

  /** Closes all, when what came is stored. */
  async stop(): Promise<void> {
    this._timers.forEach(timer => clearTimeout(timer));
    await Promise.all([...this._loaded.keys()].map(name => this.close(name, 'restart')));
  }

  private async _load(name: string): Promise<LiveDocument> {
    const { log, commits, now } = this._options;
    const document = new LiveDocument(name, {
      thread: this.thread,
      log,
      commits,
      now,
      onFailed: (failed, error) => this._fail(failed, error)
    });
    await document.load();
    this._loaded.set(name, document);
    try {
      await this._options.onLoaded(document);
    } catch (error) {
      this._forget(document);
      throw error;
    }
    return document;
  }

  private _forget(document: LiveDocument): void {
    const { name } = document;
    if (this._loaded.get(name) === document) {
      this._loaded.delete(name);
      this._open.delete(name);
      this.thread.call('close', { name }).catch(() => undefined);
    }
  }

  /** The thread has what is not stored: all is read again. */
  private _fail(document: LiveDocument, error: unknown): void {
    const fault = error as Error;
    if (this._loaded.get(document.name) !== document) {
      return;
    }
    this._options.logger.error('An edit of a room could not be stored.', { fault: fault.message });
    this._forget(document);
    document.closeAll('storage');
    if (isFatal(fault)) {
      this._options.die(fault);
    }
  }

  private _forgetAll(): void {
    const documents = this.loaded;
    this._loaded.clear();
    this._open.clear();
    // Whoever ended the thread hears the reason from its own call.
    setImmediate(() => documents.forEach(document => document.closeAll('restart')));
  }
}
