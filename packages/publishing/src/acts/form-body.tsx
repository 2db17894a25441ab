// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Dialog } from '@jupyterlab/apputils';
import { ReactWidget } from '@jupyterlab/ui-components';
import React, { useState } from 'react';

/** Draws a form; a change names only what is different. */
export type DrawForm<T> = (value: T, change: (patch: Partial<T>) => void) => JSX.Element;

/** A form in a dialog; its value is what the dialog answers. */
export class FormBody<T extends object> extends ReactWidget implements Dialog.IBodyWidget<T> {
  private _value: T;
  private readonly _draw: DrawForm<T>;

  constructor(first: T, draw: DrawForm<T>) {
    super();
    this._value = first;
    this._draw = draw;
    this.addClass('jp-Atrium');
    this.addClass('jp-Atrium-ActDialog');
  }

  getValue(): T {
    return this._value;
  }

  protected override render(): JSX.Element {
    const set = (patch: Partial<T>): T => (this._value = { ...this._value, ...patch });
    return <Form first={this._value} draw={this._draw} set={set} />;
  }
}

/** Draws at once what is typed: a widget's own update comes later, and the caret would jump. */
function Form<T>(props: { first: T; draw: DrawForm<T>; set: (patch: Partial<T>) => T }): JSX.Element {
  const [value, setValue] = useState(props.first);
  return props.draw(value, patch => setValue(props.set(patch)));
}
