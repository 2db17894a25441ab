// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { PeerFetchError } from './errors.ts';

/** How long a reply may take. */
export type Patience = {
  /** Until all has come; null: as long as it is quick enough. */
  totalMs: number | null;
  /** Without a byte. */
  idleMs: number;
  /** Least that must come in each `idleMs`; 0: one byte. */
  leastBytes: number;
};

/** Ends a request that takes too long. */
export class Watch {
  private readonly _controller = new AbortController();
  private readonly _timers: NodeJS.Timeout[] = [];
  private readonly _idle: NodeJS.Timeout;
  private _seen = 0;

  constructor(host: string, { totalMs, idleMs, leastBytes }: Patience, outer?: AbortSignal) {
    const end = () =>
      this._controller.abort(new PeerFetchError('timeout', `${host} did not answer in time, or too slowly.`));
    this._idle = setTimeout(end, idleMs).unref();
    this._timers.push(this._idle);
    if (totalMs !== null) {
      this._timers.push(setTimeout(end, totalMs).unref());
    }
    if (leastBytes > 0) {
      const look = () => {
        if (this._seen < leastBytes) {
          end();
        }
        this._seen = 0;
      };
      this._timers.push(setInterval(look, idleMs).unref());
    }
    outer?.addEventListener('abort', () => this._controller.abort(outer.reason), { once: true });
  }

  get signal(): AbortSignal {
    return this._controller.signal;
  }

  /** Notes that bytes came. */
  saw(bytes: number): void {
    this._seen += bytes;
    this._idle.refresh();
  }

  stop(): void {
    this._timers.forEach(timer => clearTimeout(timer));
  }
}
