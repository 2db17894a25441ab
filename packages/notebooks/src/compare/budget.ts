// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** A number of steps that super-linear work may take; the same on every machine, unlike time. */
export class Budget {
  private _left: number;

  constructor(steps: number) {
    this._left = steps;
  }

  /** How many steps are left; never below zero. */
  get left(): number {
    return Math.max(this._left, 0);
  }

  /** Whether all steps are spent, so that the result may miss something. */
  get isSpent(): boolean {
    return this._left <= 0;
  }

  /** Takes steps; false once all are spent. */
  spend(steps: number): boolean {
    this._left -= steps;
    return this._left > 0;
  }
}
