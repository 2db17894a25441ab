// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { updateIcon } from '@jupyter-atrium/connection';
import type { Choice, Decision, Pending } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import type { ReviewModel } from './review-model';
import { ReviewView } from './review-view';

/** The tab in which an update of a copy is looked at and applied. */
export class ReviewPanel extends ReactWidget {
  readonly model: ReviewModel;
  private readonly _options: ReviewPanel.IOptions;

  constructor(options: ReviewPanel.IOptions) {
    super();
    const { model, trans } = options;
    this.model = model;
    this._options = options;
    this.id = `jp-atrium-review-${model.folder}`;
    this.addClass('jp-Atrium');
    this.addClass('jp-Atrium-ReviewPanel');
    this.node.tabIndex = -1;
    this.title.icon = updateIcon;
    this.title.closable = true;
    this.title.label = trans.__('Update %1', model.folder.split('/').at(-1) ?? '');
    this.title.caption = model.folder;
    model.stateChanged.connect(this.update, this);
  }

  override dispose(): void {
    this.model.stateChanged.disconnect(this.update, this);
    super.dispose();
  }

  /** J and K go from change to change, 1 to 3 choose, Accel Enter applies. */
  handleEvent(event: Event): void {
    if (event instanceof KeyboardEvent && !isTyping(event) && this._answer(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  protected override render(): JSX.Element {
    const { model } = this;
    const { trans, open } = this._options;
    const actions = {
      look: () => void model.look(),
      select: (path: string) => void model.select(path),
      choose: (id: string, choice: Choice) => void model.choose(id, choice),
      decide: (pending: Pending, choice: Decision['choice']) => void model.decide(pending, choice),
      leaveDeleted: (path: string, isLeft: boolean) => void model.leaveDeleted(path, isLeft),
      apply: () => void model.apply(),
      undo: () => void model.undo(),
      close: () => this.close(),
      open
    };
    return <ReviewView state={model.state} actions={actions} trans={trans} />;
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.node.addEventListener('keydown', this);
    void this.model.look();
  }

  protected override onBeforeDetach(message: Message): void {
    this.node.removeEventListener('keydown', this);
    super.onBeforeDetach(message);
  }

  protected override onCloseRequest(message: Message): void {
    super.onCloseRequest(message);
    this.dispose();
  }

  protected override onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    this.node.focus();
  }

  private _answer({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
    if (ctrlKey || metaKey) {
      return key === 'Enter' && this._press();
    }
    return key === 'j' ? this._step(1) : key === 'k' ? this._step(-1) : this._choose(Number(key) - 1);
  }

  private _press(): boolean {
    this.node.querySelector<HTMLElement>('[data-part="apply"]')?.click();
    return true;
  }

  private _choose(index: number): boolean {
    const conflict = document.activeElement?.closest<HTMLElement>('[data-conflict]');
    const button = conflict?.querySelectorAll<HTMLElement>('.jp-Atrium-Choices button')[index];
    if (!button) {
      return false;
    }
    button.click();
    return true;
  }

  private _step(step: number): boolean {
    const changes = Array.from(this.node.querySelectorAll<HTMLElement>('.jp-Atrium-Review-changes article'));
    const at = changes.findIndex(each => each.contains(document.activeElement));
    const next = changes[at < 0 ? (step > 0 ? 0 : changes.length - 1) : at + step];
    next?.setAttribute('tabindex', '-1');
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
    return next !== undefined;
  }
}

function isTyping({ target }: Event): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable="true"]');
}

export namespace ReviewPanel {
  export interface IOptions {
    model: ReviewModel;
    /** Opens a file of the person. */
    open: (path: string) => void;
    trans: TranslationBundle;
  }
}
