// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Clipboard } from '@jupyterlab/apputils';
import type { IAtrium } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import type { ISignal } from '@lumino/signaling';
import { PanelLayout, Widget } from '@lumino/widgets';
import * as React from 'react';
import { detailsOf } from '../details';
import type { IGallery } from '../tokens';
import type { CardActions } from './card';
import { CardList } from './card-list';
import { Head } from './head';
import type { Publishing } from './says';
import { screenOf } from './screen';
import { GalleryView } from './view';

/** The tab Gallery: search above, below it the sections, a list, the filters or a sentence. */
export class GalleryPanel extends Widget {
  private readonly _options: GalleryPanel.IOptions;
  private readonly _head: ReactWidget;
  private readonly _body: ReactWidget;
  private readonly _list: CardList;
  private _asked = 0;

  constructor(options: GalleryPanel.IOptions) {
    super();
    this._options = options;
    this.addClass('jp-Atrium-GalleryPanel');
    this._head = new Part(() => this._renderHead());
    this._body = new Part(() => this._renderBody());
    this._list = new CardList({
      shared: options.shared,
      ownHub: () => this._ownHub,
      actions: options.actions,
      trans: options.trans
    });
    this._head.addClass('jp-Atrium-GalleryHead');
    this._body.addClass('jp-Atrium-GalleryView');
    const layout = new PanelLayout();
    this.layout = layout;
    [this._head, this._body, this._list].forEach(part => layout.addWidget(part));
    const { atrium, shared } = options;
    shared.gallery.stateChanged.connect(this._onChanged, this);
    shared.mine.stateChanged.connect(this._onChanged, this);
    shared.settings.changed.connect(this._onChanged, this);
    atrium.changed.connect(this._onAtriumChanged, this);
    options.currentChanged?.connect(this._onCurrentChanged, this);
    this._onChanged();
    this._begin();
  }

  override dispose(): void {
    const { atrium, shared, currentChanged } = this._options;
    currentChanged?.disconnect(this._onCurrentChanged, this);
    shared.gallery.stateChanged.disconnect(this._onChanged, this);
    shared.mine.stateChanged.disconnect(this._onChanged, this);
    shared.settings.changed.disconnect(this._onChanged, this);
    atrium.changed.disconnect(this._onAtriumChanged, this);
    super.dispose();
  }

  protected override onActivateRequest(msg: Message): void {
    super.onActivateRequest(msg);
    this._asked += 1;
    this._head.update();
  }

  private get _ownHub(): string | null {
    return this._options.atrium.me?.hub.id ?? null;
  }

  /** Asks for the first time, once it is known who is there. */
  private _begin(): void {
    const { atrium, shared } = this._options;
    if (atrium.status === 'ready' && !shared.gallery.home && !shared.gallery.isLoading) {
      void shared.gallery.refresh();
      void shared.mine.findCopies();
    } else if (atrium.status === 'unreachable' && !shared.gallery.home) {
      void shared.gallery.refresh();
    }
  }

  private _onAtriumChanged(): void {
    this._begin();
    this._onChanged();
  }

  /** An empty hub offers to publish the notebook that is open. */
  private _onCurrentChanged(): void {
    this._body.update();
  }

  private _onChanged(): void {
    const { atrium, shared } = this._options;
    const { gallery, settings } = shared;
    const screen = screenOf(gallery, atrium.status);
    this.toggleClass('jp-mod-cards', settings.density === 'cards');
    if (screen === 'list' && gallery.listing) {
      this._list.setHits(gallery.listing.hits, gallery.listing.total);
      this._list.redraw();
    }
    this._list.setBusy(gallery.isLoading);
    this._list.setHidden(screen !== 'list');
    this._body.setHidden(screen === 'list');
    this._head.update();
    this._body.update();
  }

  private _renderHead(): JSX.Element {
    const { atrium, shared, trans, leave } = this._options;
    return (
      <Head
        model={shared.gallery}
        screen={screenOf(shared.gallery, atrium.status)}
        ownHub={this._ownHub}
        trans={trans}
        asked={this._asked}
        leave={leave}
        enterList={() => this._enterList()}
      />
    );
  }

  private _renderBody(): JSX.Element {
    const { atrium, shared, actions, publishing, trans } = this._options;
    const { gallery, settings } = shared;
    return (
      <GalleryView
        screen={screenOf(gallery, atrium.status)}
        model={gallery}
        sections={settings.startSections}
        ownHub={this._ownHub}
        copyFolder={work => shared.mine.copyOf(work)?.folder ?? null}
        covers={shared.covers}
        actions={actions}
        publishing={publishing()}
        logIn={() => atrium.logIn()}
        copyDetails={() => Clipboard.copyToSystem(detailsOf(gallery.error))}
        trans={trans}
      />
    );
  }

  private _enterList(): void {
    if (this._list.isHidden) {
      this._body.node.querySelector<HTMLElement>('[role="feed"] [tabindex="0"]')?.focus();
    } else {
      void this._list.focusCard(0);
    }
  }
}

export namespace GalleryPanel {
  export interface IOptions {
    atrium: IAtrium;
    shared: IGallery;
    actions: CardActions;
    publishing: () => Publishing;
    /** Gives focus back to the document. */
    leave: () => void;
    /** Emits when another document came to the front; null where nothing tells. */
    currentChanged: ISignal<unknown, unknown> | null;
    trans: TranslationBundle;
  }
}

/** A part of the panel that React draws. */
class Part extends ReactWidget {
  constructor(private readonly _draw: () => JSX.Element) {
    super();
  }

  protected override render(): JSX.Element {
    return this._draw();
  }
}
