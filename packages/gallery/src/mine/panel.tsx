// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Clipboard } from '@jupyterlab/apputils';
import type { IAtrium } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import { detailsOf } from '../details';
import { LoggedOut } from '../gallery/says';
import type { IGallery } from '../tokens';
import type { MineActions } from './view';
import { MineView } from './view';

/** The tab Mine: a person's copies, works and drafts. */
export class MinePanel extends ReactWidget {
  private readonly _options: MinePanel.IOptions;

  constructor(options: MinePanel.IOptions) {
    super();
    this._options = options;
    this.addClass('jp-Atrium-MinePanel');
    options.shared.mine.stateChanged.connect(this.update, this);
    options.atrium.changed.connect(this.update, this);
  }

  override dispose(): void {
    this._options.shared.mine.stateChanged.disconnect(this.update, this);
    this._options.atrium.changed.disconnect(this.update, this);
    super.dispose();
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    void this._options.shared.mine.lookAgain();
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    void this._options.shared.mine.lookAgain();
  }

  protected override onActivateRequest(msg: Message): void {
    super.onActivateRequest(msg);
    this.node.querySelector<HTMLElement>('[role="feed"] > article')?.focus();
  }

  protected override render(): JSX.Element {
    const { atrium, shared, actions, trans } = this._options;
    const { mine, covers } = shared;
    if (atrium.status === 'logged-out') {
      return <LoggedOut logIn={() => atrium.logIn()} trans={trans} />;
    }
    return (
      <MineView
        copies={mine.copies}
        published={mine.published}
        drafts={mine.drafts}
        error={mine.error}
        copiesError={mine.copiesError}
        covers={covers}
        actions={actions()}
        retry={() => void mine.refresh().then(() => mine.followUp())}
        copyDetails={() => Clipboard.copyToSystem(detailsOf(mine.error))}
        trans={trans}
      />
    );
  }
}

export namespace MinePanel {
  export interface IOptions {
    atrium: IAtrium;
    shared: IGallery;
    actions: () => MineActions;
    trans: TranslationBundle;
  }
}
