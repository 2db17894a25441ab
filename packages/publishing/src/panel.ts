// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { atriumIcon } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import { type ISignal, Signal } from '@lumino/signaling';
import type { Widget } from '@lumino/widgets';
import React from 'react';
import type { PublishModel } from './model/model';
import { baseOf, nameOf } from './model/state';
import type { IPublishHost } from './view/host';
import { PublishView } from './view/view';

/** Below it there is one column; the same as in the style sheet. */
const NARROW_PX = 720;

/** After so long, what was looked at may have changed unseen. */
const STALE_MS = 60_000;

/** The tab in which one notebook or folder is published. */
export class PublishPanel extends ReactWidget {
  readonly model: PublishModel;
  private readonly _host: IPublishHost;
  private readonly _trans: TranslationBundle;
  private readonly _sightChanged = new Signal<this, void>(this);
  private _isNarrow = false;
  private _hiddenAt: number | null = null;

  constructor({ model, host, trans }: PublishPanel.IOptions) {
    super();
    this.model = model;
    this._host = host;
    this._trans = trans;
    this.id = `jp-atrium-publish-${model.state.source}`;
    this.addClass('jp-Atrium');
    this.addClass('jp-Atrium-PublishPanel');
    this.node.tabIndex = -1;
    this.title.icon = atriumIcon;
    this.title.closable = true;
    this._onStateChanged();
    model.stateChanged.connect(this._onStateChanged, this);
  }

  /** Emits after the panel came into sight or went out of it. */
  get sightChanged(): ISignal<this, void> {
    return this._sightChanged;
  }

  /** The notebook or folder, relative to the root of the person's files. */
  get source(): string {
    return this.model.state.source;
  }

  /** Moves focus to the checks, as soon as there are any. */
  focusChecks(): void {
    this.node.querySelector<HTMLElement>('[data-part="checks"]')?.focus();
  }

  /** Accel Enter presses the one primary button, wherever focus is; who comes back to the window may have answered. */
  handleEvent(event: Event): void {
    if (event.type === 'focus' && this.isVisible) {
      void this.model.readAnswers();
    } else if (event instanceof KeyboardEvent && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      this.node.querySelector<HTMLElement>('[data-part="publish"]')?.click();
    }
  }

  protected override render(): JSX.Element {
    return React.createElement(PublishView, {
      state: this.model.state,
      model: this.model,
      host: this._host,
      isNarrow: this._isNarrow,
      trans: this._trans
    });
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.node.addEventListener('keydown', this, true);
    window.addEventListener('focus', this);
    if (this.isVisible) {
      this._onShown();
    }
  }

  protected override onBeforeDetach(message: Message): void {
    window.removeEventListener('focus', this);
    this.node.removeEventListener('keydown', this, true);
    super.onBeforeDetach(message);
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this._onShown();
  }

  protected override onAfterHide(message: Message): void {
    super.onAfterHide(message);
    this._hiddenAt = Date.now();
    this._sightChanged.emit();
  }

  protected override onCloseRequest(message: Message): void {
    super.onCloseRequest(message);
    this.dispose();
  }

  protected override onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    if (!this.node.contains(document.activeElement)) {
      this.node.focus();
    }
  }

  protected override onResize(message: Widget.ResizeMessage): void {
    super.onResize(message);
    const width = message.width < 0 ? this.node.offsetWidth : message.width;
    if (width > 0 && width < NARROW_PX !== this._isNarrow) {
      this._isNarrow = !this._isNarrow;
      this.update();
    }
  }

  private _onShown(): void {
    this._sightChanged.emit();
    const wasHidden = this._hiddenAt === null ? 0 : Date.now() - this._hiddenAt;
    const { phase, isLooking } = this.model.state;
    void this.model.start();
    if (wasHidden > STALE_MS && !isLooking && (phase.at === 'ready' || phase.at === 'stopped')) {
      void this.model.lookAgain();
    }
  }

  private _onStateChanged(): void {
    const { state } = this.model;
    const name = nameOf(state.source) || this._trans.__('all files');
    const label = baseOf(state) ? this._trans.__('Publish update %1', name) : this._trans.__('Publish %1', name);
    this.title.label = label;
    this.title.caption = state.source;
    this.update();
  }
}

export namespace PublishPanel {
  export interface IOptions {
    model: PublishModel;
    host: IPublishHost;
    trans: TranslationBundle;
  }
}
