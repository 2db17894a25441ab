// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IAtrium } from '@jupyter-atrium/connection';
import type { MineModel } from '../mine/model';
import type { LiveDocuments } from './live-documents';
import type { SavedTexts } from './saved-texts';

/** What pages of one server tell each other in a browser. */
export type PageChannel = Pick<BroadcastChannel, 'postMessage' | 'onmessage'>;

/**
 * Lets the person's other pages follow what this one does to copies: what is open there shows the file as it is now, with
 * what is unsaved there, so that JupyterLab need not ask which of them to lose.
 */
export class OtherPages {
  private readonly _options: OtherPages.IOptions;

  constructor(options: OtherPages.IOptions) {
    const { atrium, channel } = options;
    this._options = options;
    atrium.worksChanged.connect(() => channel.postMessage(null));
    channel.onmessage = () => void this._follow();
  }

  private async _follow(): Promise<void> {
    const { channel, mine, documents, saved } = this._options;
    await mine.refresh();
    for (const { local } of mine.copies ?? []) {
      if (await documents.follow(local.folder, saved)) {
        channel.postMessage(null);
      }
    }
  }
}

export namespace OtherPages {
  export interface IOptions {
    atrium: Pick<IAtrium, 'worksChanged'>;
    channel: PageChannel;
    documents: Pick<LiveDocuments, 'follow'>;
    saved: Pick<SavedTexts, 'of'>;
    mine: MineModel;
  }
}
