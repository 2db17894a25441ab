// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { setTimeout } from 'node:timers/promises';
import type { ILogger } from '../logger.ts';
import type { Remote } from '../threads/remote.ts';
import { ThreadEndedError } from '../threads/remote.ts';
import type { IndexCalls, StepQuestion } from './index-calls.ts';
import type { ServicePlace } from './place.ts';
import { Reading } from './reading.ts';

/** Other processes that share the records do not say when they change them. */
const LOOK_EVERY_MS = 1000;
const RETRY_MS = 1000;
/** One file takes a second at most, unless it is made to take longer. */
const LONGEST_READ_MS = 20_000;
const WATCH_EVERY_MS = 5000;

/** Drives the index thread: on every change, one step after another until nothing is left. */
export class IndexLoop {
  private readonly _options: IndexLoop.IOptions;
  private readonly _reading = new Reading();
  private readonly _skip = new Set<string>();
  private readonly _timers: NodeJS.Timeout[] = [];
  private readonly _stopping = new AbortController();
  private _isWanted = false;
  private _watched: { digest: string | null; since: number } = { digest: null, since: 0 };
  private _running: Promise<void> | null = null;
  private _applied = 0;
  private _fault: string | null = null;

  constructor(options: IndexLoop.IOptions) {
    this._options = options;
  }

  /** The last change of the records that can be found. */
  get applied(): number {
    return this._applied;
  }

  start(): void {
    if (this._timers.length === 0 && !this._stopping.signal.aborted) {
      this._timers.push(setInterval(() => this._watch(), WATCH_EVERY_MS).unref());
      if (this._options.place.databaseUrl) {
        this._timers.push(setInterval(() => this.wake(), LOOK_EVERY_MS).unref());
      }
    }
    this.wake();
  }

  wake(): void {
    this._isWanted = true;
    if (this._timers.length > 0 && !this._stopping.signal.aborted) {
      this._running ??= this._run().finally(() => (this._running = null));
    }
  }

  /** Waits until nothing is left to do. */
  async idle(): Promise<void> {
    while (this._running) {
      await this._running;
    }
  }

  async stop(): Promise<void> {
    this._stopping.abort();
    this._timers.forEach(timer => clearInterval(timer));
    await this.idle();
    if (this._timers.length > 0) {
      await this._options.index.call('close', this._options.place).catch(() => undefined);
    }
  }

  private async _run(): Promise<void> {
    while (this._isWanted && !this._stopping.signal.aborted) {
      this._isWanted = false;
      try {
        await this._step();
      } catch (error) {
        this._failed(error as Error);
        this._isWanted = true;
        await setTimeout(RETRY_MS, null, { ref: false, signal: this._stopping.signal }).catch(() => null);
      }
    }
  }

  private async _step(): Promise<void> {
    const { index, log, pause, place } = this._options;
    const question: StepQuestion = { place, shared: this._reading.shared, skip: [...this._skip] };
    const { hasMore, isBuilt, applied, unreadable } = await index.call('step', question);
    this._applied = Math.max(this._applied, applied);
    this._fault = null;
    unreadable.forEach(({ digest, reason }) => log.warn('A file cannot be searched.', { digest, reason }));
    if (isBuilt) {
      await pause(() => index.call('swap', question).then(() => undefined));
      log.info('The search index was built.');
    }
    this._isWanted ||= hasMore || isBuilt;
  }

  /** Ends a thread that reads one file for too long. */
  private _watch(): void {
    const { digest } = this._reading;
    const now = performance.now();
    if (digest !== this._watched.digest) {
      this._watched = { digest, since: now };
    } else if (digest !== null && now - this._watched.since > LONGEST_READ_MS) {
      void this._options.index.stop();
    }
  }

  private _failed(error: Error): void {
    const { digest } = this._reading;
    if (error instanceof ThreadEndedError && digest !== null) {
      this._skip.add(digest);
      this._reading.clear();
    }
    // What goes on failing is noted once.
    if (error.message !== this._fault) {
      this._fault = error.message;
      this._options.log.error('The search index could not be changed; it is tried again.', {
        fault: error.stack ?? error.message
      });
    }
  }
}

export declare namespace IndexLoop {
  interface IOptions {
    place: ServicePlace;
    index: Remote<IndexCalls>;
    log: ILogger;
    /** Does something while nobody searches. */
    pause: (act: () => Promise<void>) => Promise<void>;
  }
}
