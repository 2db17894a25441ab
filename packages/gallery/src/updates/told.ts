// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IStateDB } from '@jupyterlab/statedb';
import type { Copy } from '../mine/model';

const KEY = '@jupyter-atrium/gallery:told-updates';

/** Remembers of which releases the person was told, so that each is told once. */
export class ToldUpdates {
  private readonly _state: IStateDB | null;
  private readonly _told = new Set<string>();

  constructor(state: IStateDB | null) {
    this._state = state;
  }

  /** Answers the copies whose update was not told yet, and remembers that it is now. */
  async take(copies: readonly Copy[]): Promise<Copy[]> {
    const kept = await this._state?.fetch(KEY).catch(() => undefined);
    const before = new Set<unknown>([...(Array.isArray(kept) ? (kept as unknown[]) : []), ...this._told]);
    const fresh = copies.filter(copy => !before.has(nameOf(copy)));
    copies.forEach(copy => this._told.add(nameOf(copy)));
    if (fresh.length > 0) {
      // Only what still waits: copies and releases go.
      await this._state?.save(KEY, copies.map(nameOf)).catch(() => undefined);
    }
    return fresh;
  }
}

function nameOf({ local, newest }: Copy): string {
  return `${local.copy} ${newest?.manifest ?? ''}`;
}
