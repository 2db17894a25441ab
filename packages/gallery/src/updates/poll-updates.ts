// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IAtrium } from '@jupyter-atrium/connection';
import { Poll } from '@lumino/polling';
import type { Copy, MineModel } from '../mine/model';
import type { ToldUpdates } from './told';

const POLL_MS = 30 * 60_000;

/** What is asked, and who is told. */
export interface IPollOptions {
  app: Pick<JupyterFrontEnd, 'restored'>;
  atrium: IAtrium;
  mine: MineModel;
  told: ToldUpdates;
  /** Told once of each update; not called with none. */
  tell: (copies: readonly Copy[]) => Promise<void>;
}

/** Asks for updates once JupyterLab is there, then every half hour while the page is seen. */
export class UpdatePoll {
  private readonly _poll: Poll;

  constructor({ app, atrium, mine, told, tell }: IPollOptions) {
    this._poll = new Poll({
      auto: false,
      name: '@jupyter-atrium/gallery:updates',
      frequency: { interval: POLL_MS, backoff: true },
      standby: 'when-hidden',
      factory: async () => {
        if (atrium.status === 'ready' && atrium.me?.can.readOwn) {
          await mine.followUp();
          const fresh = await told.take(mine.updates);
          if (fresh.length > 0) {
            await tell(fresh);
          }
        }
      }
    });
    void app.restored.then(() => this._poll.start());
    atrium.changed.connect(() => {
      if (atrium.status === 'ready' && mine.copies === null) {
        void app.restored.then(() => this._poll.refresh());
      }
    });
  }
}
