// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import type { PublishModel } from './model/model';
import { type PublishState, readersOf } from './model/state';
import { publishedWords } from './view/done-page';
import { footerWords } from './view/footer-words';

/** Shows progress while the panel is out of sight, and how it ended. */
export class ProgressToast implements IDisposable {
  private readonly _options: ProgressToast.IOptions;
  private _id: string | null = null;
  private _message = '';
  private _isDisposed = false;

  constructor(options: ProgressToast.IOptions) {
    this._options = options;
    options.model.stateChanged.connect(this.refresh, this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.clearData(this);
  }

  /** Shows or hides the toast as the panel is out of sight or not. */
  refresh(): void {
    const { model, isInSight } = this._options;
    const { phase } = model.state;
    if (isInSight() && this._id !== null) {
      Notification.dismiss(this._id);
      this._id = null;
    } else if (phase.at === 'sending' && !isInSight()) {
      this._show(model.state);
    } else if (this._id !== null) {
      this._end(this._id, model.state);
    }
  }

  private _show(state: PublishState): void {
    const { model, trans } = this._options;
    const message = footerWords(state, trans);
    const isShown = this._id !== null && Notification.manager.has(this._id);
    // A toast updated just before it is dismissed stays on the page (JupyterLab 4.6): it is not touched in vain.
    if (isShown && message === this._message) {
      return;
    }
    this._message = message;
    if (this._id !== null && isShown) {
      Notification.update({ id: this._id, message });
      return;
    }
    const cancel = { label: trans.__('Cancel'), callback: () => model.cancel() };
    this._id = Notification.emit(message, 'in-progress', { autoClose: false, actions: [cancel, this._showAction()] });
  }

  private _end(id: string, state: PublishState): void {
    const { trans, openWork } = this._options;
    const { phase } = state;
    this._id = null;
    if (phase.at === 'published') {
      const { work } = phase;
      const message = trans.__(
        '%1: %2',
        work.card.title,
        publishedWords(work, readersOf(state), state.me?.isSolo ?? false, trans)
      );
      const actions = [{ label: trans.__('Open page'), callback: () => openWork(work.id) }];
      Notification.update({ id, message, type: 'success', autoClose: 10_000, actions });
    } else {
      const trouble = phase.at === 'ready' || phase.at === 'stopped' ? phase.trouble : null;
      const message = trouble?.text ?? footerWords(state, trans);
      Notification.update({ id, message, type: 'warning', autoClose: false, actions: [this._showAction()] });
    }
  }

  private _showAction(): Notification.IAction {
    return { label: this._options.trans.__('Show'), callback: () => this._options.show() };
  }
}

export namespace ProgressToast {
  export interface IOptions {
    model: PublishModel;
    isInSight: () => boolean;
    /** Brings the panel into sight. */
    show: () => void;
    openWork: (work: string) => void;
    trans: TranslationBundle;
  }
}
