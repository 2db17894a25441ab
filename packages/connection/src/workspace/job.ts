// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JobEvent } from '@jupyter-atrium/api';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { IJob } from '../tokens';

/** Work that reports events, and can be cancelled. */
export class Job<T> implements IJob<T> {
  readonly result: Promise<T>;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _controller = new AbortController();
  private _event: JobEvent | null = null;

  /**
   * @param run - does the work and reports what happens; rejects with the signal's reason when aborted
   */
  constructor(run: (signal: AbortSignal, report: (event: JobEvent) => void) => Promise<T>) {
    this.result = run(this._controller.signal, event => {
      this._event = event;
      this._changed.emit();
    });
    // Whoever awaits the result hears of its failure; nobody has to.
    this.result.catch(() => undefined);
  }

  get event(): JobEvent | null {
    return this._event;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  cancel(): void {
    this._controller.abort();
  }
}
