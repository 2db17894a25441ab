// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Lets so many things happen in a time, evenly after a first burst. */
export class Pace {
  private readonly _most: number;
  private readonly _perMs: number;
  private _left: number;
  private _at: number;

  constructor(most: number, ms: number, now: number) {
    this._most = most;
    this._perMs = most / ms;
    this._left = most;
    this._at = now;
  }

  /** Counts one; false if it is one too many. */
  take(now: number): boolean {
    this._left = Math.min(this._most, this._left + (now - this._at) * this._perMs);
    this._at = now;
    if (this._left < 1) {
      return false;
    }
    this._left -= 1;
    return true;
  }
}
