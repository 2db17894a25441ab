// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Clipboard, Notification } from '@jupyterlab/apputils';
import type { IAtrium } from '@jupyter-atrium/connection';
import type { LocalCopy } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import { PreviewHost } from '../preview/host';
import type { IGallery } from '../tokens';
import { ownState } from '../own-work';
import { saveFile } from './download';
import type { WorkPageModel } from './model';
import type { IPreviewServices } from './preview-host';
import { previewHost } from './preview-host';
import type { WorkPageActions, WorkPageViewProps } from './view';
import { WorkPageView } from './view';

/** The page of a work in the main area. */
export class WorkPagePanel extends ReactWidget {
  readonly model: WorkPageModel;
  private readonly _options: WorkPagePanel.IOptions;
  private readonly _actions: Omit<WorkPageActions, 'author'>;
  private _host: ReturnType<typeof previewHost>;

  constructor(options: WorkPagePanel.IOptions) {
    super();
    const { atrium, model, shared, trans } = options;
    this.model = model;
    this._options = options;
    this.id = `jp-atrium-work-${model.id}`;
    this.addClass('jp-Atrium');
    this.addClass('jp-Atrium-WorkPage');
    this.node.dataset.work = model.id;
    this._actions = {
      openWork: options.openWork,
      openRelease: label => options.openCopy({ label }),
      copy: text => Clipboard.copyToSystem(text),
      download: path => void saveFile(model, path).catch((error: Error) => Notification.error(error.message)),
      logIn: () => atrium.logIn(),
      goToHeading: name => model.goToName(name)
    };
    this._host = previewHost(model, options.services, options.theme(), trans);
    model.stateChanged.connect(this.update, this);
    model.stateChanged.connect(this._markOwn, this);
    atrium.worksChanged.connect(this._onWorksChanged, this);
    shared.openings.changed.connect(this.update, this);
    shared.mine.stateChanged.connect(this.update, this);
    shared.updateSettings.changed.connect(this.update, this);
    atrium.changed.connect(this._onAtriumChanged, this);
    if (atrium.status !== 'unknown') {
      this._load();
    }
  }

  /** Draws frames anew, whose colours are those of the theme. */
  setTheme(theme: string): void {
    this._host = previewHost(this.model, this._options.services, theme, this._options.trans);
    this.update();
  }

  override dispose(): void {
    const { atrium, shared } = this._options;
    shared.openings.changed.disconnect(this.update, this);
    shared.mine.stateChanged.disconnect(this.update, this);
    shared.updateSettings.changed.disconnect(this.update, this);
    atrium.changed.disconnect(this._onAtriumChanged, this);
    atrium.worksChanged.disconnect(this._onWorksChanged, this);
    super.dispose();
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this._markOwn();
  }

  protected override onActivateRequest(msg: Message): void {
    super.onActivateRequest(msg);
    const focus = (): void => this.node.querySelector('h1')?.focus({ preventScroll: true });
    void (this.renderPromise ?? Promise.resolve()).then(focus);
  }

  protected override render(): JSX.Element {
    return (
      <PreviewHost value={this._host}>
        <WorkPageView {...this._viewProps()} />
      </PreviewHost>
    );
  }

  private _viewProps(): WorkPageViewProps {
    const { atrium, shared, openCopy, chooseTag, goToCopy, trans } = this._options;
    const { model } = this;
    const copy = shared.mine.copyOf(model);
    const canOpen = atrium.me?.can.readOwn !== false;
    return {
      model,
      idPrefix: this.id,
      actions: { ...this._actions, author: this._options.author() },
      trans,
      side: {
        ownHub: atrium.me?.hub.id ?? null,
        isSolo: atrium.me?.isSolo ?? false,
        chooseTag,
        openButton: {
          opening: shared.openings.get(model.id),
          copyFolder: copy?.folder ?? null,
          obstacle: canOpen ? null : trans.__('This is somebody else’s server. Open the work on your own.'),
          openCopy: () => openCopy({}),
          openAnother: () => openCopy({ another: true }),
          goToCopy,
          update: copy && this._updateOf(copy),
          cancel: () => shared.openings.cancel(model.id),
          trans
        }
      }
    };
  }

  private _updateOf(copy: LocalCopy): WorkPageViewProps['side']['openButton']['update'] {
    const { shared, review, openCopy } = this._options;
    const label = shared.mine.updateOf(copy);
    const isAtOnce = shared.updateSettings.whenOpeningLink === 'apply-clean';
    return label === null ? null : { label, isAtOnce, review: () => (isAtOnce ? openCopy({}) : review(copy.folder)) };
  }

  /** Asks once it is known who is there. */
  private _onAtriumChanged(): void {
    if (this._options.atrium.status === 'ready' && !this.model.page) {
      this._load();
    }
    this._markOwn();
    this.update();
  }

  /** An act somewhere on this page changed the work. */
  private _onWorksChanged(_: IAtrium, work: string | null): void {
    if (work === this.model.id && (this.model.page || this.model.error)) {
      void this.model.refresh();
    }
  }

  /** Menus offer authors what they may do by this mark. */
  private _markOwn(): void {
    const { card } = this.model;
    const own = card && ownState(card, this._options.atrium.me);
    if (own) {
      this.parent?.node.setAttribute('data-own', own);
    } else {
      this.parent?.node.removeAttribute('data-own');
    }
  }

  private _load(): void {
    void this.model.load();
    void this._options.shared.mine.followUp();
  }
}

export namespace WorkPagePanel {
  export interface IOptions {
    atrium: IAtrium;
    model: WorkPageModel;
    shared: IGallery;
    services: IPreviewServices;
    theme: () => string;
    openWork: (work: string) => void;
    /** Opens a copy of this work. */
    openCopy: (args: { label?: string; another?: boolean }) => void;
    goToCopy: () => void;
    /** Shows what the newest release would change in a copy. */
    review: (folder: string) => void;
    chooseTag: (tag: string) => void;
    /** What authors may do just now. */
    author: () => WorkPageActions['author'];
    trans: TranslationBundle;
  }
}
