// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IAuditStore } from '../../audit/store.ts';
import type { IClock } from '../../clock.ts';

/** Reading the whole log takes a second a million rows. */
const KEPT_MS = 60_000;

/** Proves the audit log, at most once a minute. */
export class AuditChain {
  private readonly _audit: IAuditStore;
  private readonly _clock: IClock;
  private _last: { at: number; broken: Promise<number | null> } | null = null;

  constructor(audit: IAuditStore, clock: IClock) {
    this._audit = audit;
    this._clock = clock;
  }

  /** The first row that does not follow from the one before; null when all do. */
  firstBroken(): Promise<number | null> {
    const now = this._clock.now();
    if (!this._last || now - this._last.at > KEPT_MS) {
      this._last = { at: now, broken: this._audit.firstBroken() };
    }
    return this._last.broken;
  }
}
