// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JobEvent, JobProblem } from '@jupyter-atrium/api';

/** How far a transfer is. */
export type TransferProgress = Pick<JobEvent, 'phase' | 'done' | 'total' | 'unit' | 'sent' | 'held' | 'files'>;

/** At most four events a second. */
const SPACE_MS = 250;

/** Turns progress into the events of one job, by the rules of `JobEvent`. */
export class JobReporter {
  private readonly _options: JobReporter.IOptions;
  private _seq = 0;
  private _emittedAt = -Infinity;
  private _isWaiting = false;
  private _progress: TransferProgress = {};

  constructor(options: JobReporter.IOptions) {
    this._options = options;
  }

  /** Tells how far the job is; drops what comes too soon after the last event. */
  progress(progress: TransferProgress): void {
    const isSamePhase = progress.phase === this._progress.phase;
    const done = isSamePhase ? Math.max(progress.done ?? 0, this._progress.done ?? 0) : progress.done;
    this._progress = { ...progress, ...(done === undefined ? {} : { done }) };
    if (this._options.now() - this._emittedAt >= SPACE_MS) {
      this._emit({ state: 'running' });
    }
  }

  /** Tells that the job waits before it tries again; said once by calls that wait together. */
  waiting(retryInMs: number): void {
    if (!this._isWaiting || this._options.now() - this._emittedAt >= SPACE_MS) {
      this._emit({ state: 'waiting', retryInMs });
      this._isWaiting = true;
    }
  }

  done(result: unknown): void {
    this._emit({ state: 'done', ...(result === undefined ? {} : { result }) });
  }

  failed(problem: JobProblem): void {
    this._emit({ state: 'failed', problem });
  }

  cancelled(): void {
    this._emit({ state: 'cancelled' });
  }

  private _emit(event: Pick<JobEvent, 'state' | 'retryInMs' | 'result' | 'problem'>): void {
    this._emittedAt = this._options.now();
    this._isWaiting = false;
    this._options.emit({ job: this._options.job, seq: this._seq++, ...this._progress, ...event });
  }
}

export declare namespace JobReporter {
  interface IOptions {
    job: string;
    emit: (event: JobEvent) => void;
    /** Milliseconds of any steady clock. */
    now: () => number;
  }
}
