// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { InvitedRole, Reader } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import React from 'react';
import { ReadersField } from './readers-field';

/** Whom to invite, and as what. */
export type Invitees = { readers: readonly Reader[]; role: InvitedRole; withLink: boolean };

/** For how many people and days a link is made here; others are made in the service's own pages. */
export const LINK = { people: 25, days: 7 } as const;

/** The body of the dialogs that invite. */
export class InviteForm extends ReactWidget {
  private readonly _options: InviteForm.IOptions;
  private _value: Invitees = { readers: [], role: 'editor', withLink: false };

  constructor(options: InviteForm.IOptions) {
    super();
    this._options = options;
    this.addClass('jp-Atrium');
    this.addClass('jp-Atrium-InviteForm');
  }

  getValue(): Invitees {
    return this._value;
  }

  protected override render(): JSX.Element {
    const { note, find, trans } = this._options;
    const { readers, role, withLink } = this._value;
    const set = (value: Partial<Invitees>): void => {
      this._value = { ...this._value, ...value };
      this.update();
    };
    return (
      <>
        {note !== '' && <p className="jp-Atrium-meta">{note}</p>}
        <div>
          {trans.__('People and groups')} <span className="jp-Atrium-meta">{trans.__('(you can do this later)')}</span>
        </div>
        <ReadersField readers={readers} find={find} onChange={next => set({ readers: next })} trans={trans} />
        <label className="jp-Atrium-InviteForm-row">
          {trans.__('They may')}
          <select value={role} onChange={event => set({ role: event.target.value as InvitedRole })}>
            <option value="editor">{trans.__('edit')}</option>
            <option value="commenter">{trans.__('comment')}</option>
            <option value="viewer">{trans.__('only read')}</option>
          </select>
        </label>
        <label className="jp-Atrium-InviteForm-row">
          <input type="checkbox" checked={withLink} onChange={event => set({ withLink: event.target.checked })} />
          {trans.__('Make a link')}
          <span className="jp-Atrium-meta">{trans.__('%1 people of this hub, %2 days', LINK.people, LINK.days)}</span>
        </label>
      </>
    );
  }
}

export namespace InviteForm {
  export interface IOptions {
    note: string;
    find: (text: string) => Promise<Reader[]>;
    trans: TranslationBundle;
  }
}
