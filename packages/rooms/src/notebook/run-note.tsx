// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { ReactWidget, lockIcon } from '@jupyterlab/ui-components';
import React from 'react';
import type { Note } from './run-words';

/** One line between source and outputs of a cell. */
export class RunNote extends ReactWidget {
  private _note: Note;

  constructor(note: Note) {
    super();
    this._note = note;
    this.addClass('jp-Atrium');
    this.addClass('jp-Atrium-RunNote');
    // Keys such as D D mean the cell only while focus is not in here.
    this.node.dataset.lmSuppressShortcuts = 'true';
  }

  say(note: Note): void {
    this._note = note;
    this.update();
  }

  protected override render(): JSX.Element {
    const { text, isPrivate, actions } = this._note;
    return (
      <>
        {isPrivate && <lockIcon.react tag="span" width="14px" />}
        <span>{text}</span>
        {actions.map(({ label, act }) => (
          <button key={label} className="jp-Atrium-link" onClick={act}>
            {label}
          </button>
        ))}
      </>
    );
  }
}
