// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import type { CompareLines } from '../updates/copy-updates';
import { DecisionView } from './decision-view';
import type { Question } from './question';
import { choicesOf, regionName } from './words';

/** A question under its cell; no part of the file. */
export class DecisionWidget extends ReactWidget {
  readonly question: Question;
  private readonly _options: DecisionWidget.IOptions;
  private _takesFocus = false;

  constructor(options: DecisionWidget.IOptions) {
    super();
    const { question } = options;
    this._options = options;
    this.question = question;
    this.addClass('jp-Atrium');
    this.addClass('jp-Atrium-DecisionWidget');
    this.node.setAttribute('role', 'region');
    // Keys such as D D mean the cell only while focus is not in here.
    this.node.dataset.lmSuppressShortcuts = 'true';
    question.changed.connect(this._onChanged, this);
    this._name();
  }

  override dispose(): void {
    this.question.changed.disconnect(this._onChanged, this);
    super.dispose();
  }

  /** Takes focus to the first thing to choose, once it is drawn. */
  focus(): void {
    const first = this.node.querySelector<HTMLElement>('[data-choice]');
    this._takesFocus = first === null;
    first?.focus();
  }

  /** 1 to 3 choose, Escape goes back to the cell. */
  handleEvent(event: Event): void {
    switch (event.type) {
      case 'keydown':
        if (this._answer(event as KeyboardEvent)) {
          event.preventDefault();
          event.stopPropagation();
        }
        break;
      case 'dblclick':
        // It would open the editor of a Markdown cell.
        event.stopPropagation();
        break;
      case 'focusin':
        this.question.hold();
        break;
      case 'focusout':
        this.question.wait();
        break;
    }
  }

  protected override render(): JSX.Element {
    const { question } = this;
    const { lines, trans } = this._options;
    return (
      <DecisionView
        question={question.conflict}
        state={question.state}
        label={question.entry.release.label}
        decide={choice => void question.decide(choice)}
        takeBack={() => void question.takeBack()}
        takesFocus={this._takesFocus}
        lines={lines}
        trans={trans}
      />
    );
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    EVENTS.forEach(event => this.node.addEventListener(event, this));
  }

  protected override onBeforeDetach(message: Message): void {
    EVENTS.forEach(event => this.node.removeEventListener(event, this));
    super.onBeforeDetach(message);
  }

  protected override onUpdateRequest(message: Message): void {
    this._name();
    super.onUpdateRequest(message);
  }

  private _answer({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
    if (ctrlKey || metaKey || altKey) {
      return false;
    }
    if (key === 'Escape') {
      this.node.closest<HTMLElement>('.jp-Cell')?.focus();
      return true;
    }
    const choice = choicesOf(this.question.conflict)[Number(key) - 1];
    if (choice) {
      void this.question.decide(choice);
    }
    return choice !== undefined;
  }

  private _onChanged(): void {
    this._takesFocus = this.node.contains(document.activeElement);
    this.update();
  }

  private _name(): void {
    this.node.setAttribute('aria-label', regionName(this.question.conflict, this._options.trans));
  }
}

const EVENTS = ['keydown', 'dblclick', 'focusin', 'focusout'] as const;

export namespace DecisionWidget {
  export interface IOptions {
    question: Question;
    lines: CompareLines;
    trans: TranslationBundle;
  }
}
