// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { LogRow, RoomLog } from './room-log.ts';

/** Rows of one commit: below what SQLite takes as values of one statement. */
const MOST_ROWS = 1000;

type Waiting = { row: LogRow; resolve: () => void; reject: (error: unknown) => void };

/** Commits edits in the order they come; what comes during a commit shares the next. */
export class GroupCommit {
  private readonly _log: Pick<RoomLog, 'append'>;
  private _waiting: Waiting[] = [];
  private _isBusy = false;

  constructor(log: Pick<RoomLog, 'append'>) {
    this._log = log;
  }

  /** Stores an edit; resolves when it is durable, in the order of the calls. */
  append(row: LogRow): Promise<void> {
    return new Promise((resolve, reject) => {
      this._waiting.push({ row, resolve, reject });
      if (!this._isBusy) {
        void this._run();
      }
    });
  }

  private async _run(): Promise<void> {
    this._isBusy = true;
    while (this._waiting.length > 0) {
      const group = this._waiting.slice(0, MOST_ROWS);
      this._waiting = this._waiting.slice(MOST_ROWS);
      try {
        await this._log.append(group.map(({ row }) => row));
        group.forEach(({ resolve }) => resolve());
      } catch (error) {
        group.forEach(({ reject }) => reject(error));
      }
    }
    this._isBusy = false;
  }
}
