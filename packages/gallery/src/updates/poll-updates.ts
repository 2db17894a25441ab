// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IAtrium } from '@jupyter-atrium/connection';
import { Poll } from '@lumino/polling';
import type { Copy, MineModel } from '../mine/model';
import type { UpdateSettings } from '../settings';
import type { ToldUpdates } from './told';

const POLL_MS = 30 * 60_000;

/** What is asked, and who is told. */
export interface IPollOptions {
  app: Pick<JupyterFrontEnd, 'restored'>;
  atrium: IAtrium;
  mine: MineModel;
  settings: Pick<UpdateSettings, 'notify' | 'changed'>;
  told: ToldUpdates;
  /** Told once of each update; not called with none. */
  tell: (copies: readonly Copy[]) => Promise<void>;
}

/** Asks for updates once JupyterLab is there, then every half hour while the page is seen. */
export class UpdatePoll {
  private readonly _poll: Poll;

  constructor(options: IPollOptions) {
    const { app, atrium, settings } = options;
    let isAsked = false;
    this._poll = new Poll({
      auto: false,
      name: '@jupyter-atrium/gallery:updates',
      frequency: { interval: POLL_MS, backoff: true },
      standby: 'when-hidden',
      factory: async () => {
        if (canAsk(options)) {
          isAsked = true;
          await ask(options);
        }
      }
    });
    const look = (): void => {
      if (!isAsked && canAsk(options)) {
        void app.restored.then(() => this._poll.refresh());
      }
    };
    void app.restored.then(() => this._poll.start());
    atrium.changed.connect(look);
    settings.changed.connect(look);
  }
}

/** Who wants to hear nothing is not asked for. */
function canAsk({ atrium, settings }: IPollOptions): boolean {
  return atrium.status === 'ready' && atrium.me?.can.readOwn === true && settings.notify !== 'never';
}

async function ask({ mine, settings, told, tell }: IPollOptions): Promise<void> {
  await mine.followUp();
  if (settings.notify === 'once') {
    const fresh = await told.take(mine.updates);
    if (fresh.length > 0) {
      await tell(fresh);
    }
  }
}
