// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { WithdrawalCategory } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import { formatCount } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useId } from 'react';

/** Why something is withdrawn, as its author says it. */
export type WithdrawChoice = { readonly category: WithdrawalCategory; readonly reason: string };

const FIRST_CATEGORY: WithdrawalCategory = 'author';

/** What nobody has to change, as it holds for everybody who withdraws something. */
export const FIRST_CHOICE: WithdrawChoice = { category: FIRST_CATEGORY, reason: '' };

export type WithdrawFormProps = {
  /** The release; null: the work with all of them. */
  label: string | null;
  /** False: it is withdrawn already. */
  isLive: boolean;
  /** Copies people opened. */
  copies: number;
  value: WithdrawChoice;
  change: (patch: Partial<WithdrawChoice>) => void;
  trans: TranslationBundle;
};

/** What withdrawing and erasing do, in plain words, and the question why. */
export function WithdrawForm({ label, isLive, copies, value, change, trans }: WithdrawFormProps): JSX.Element {
  const id = useId();
  const [withdraw, erase] = label === null ? workWords(trans) : releaseWords(label, trans);
  return (
    <>
      {isLive && (
        <p>
          <b>{trans.__('Withdraw')}</b> {withdraw}
        </p>
      )}
      <p>
        <b>{trans.__('Erase for good')}</b> {erase}
      </p>
      <p>{copiesWords(copies, trans)}</p>
      <label className="jp-Atrium-ActDialog-label" htmlFor={`${id}-why`}>
        {trans.__('Why')}
      </label>
      <select
        id={`${id}-why`}
        className="jp-Atrium-field"
        value={value.category}
        onChange={event => change({ category: event.target.value as WithdrawalCategory })}
      >
        {categories(trans).map(([category, words]) => (
          <option key={category} value={category}>
            {words}
          </option>
        ))}
      </select>
      <label className="jp-Atrium-ActDialog-label" htmlFor={`${id}-reason`}>
        {trans.__('In your words')}
      </label>
      <input
        id={`${id}-reason`}
        className="jp-Atrium-field"
        dir="auto"
        maxLength={LIMITS.noteCharacters}
        value={value.reason}
        aria-describedby={`${id}-note`}
        onChange={event => change({ reason: event.target.value })}
      />
      <p id={`${id}-note`} className="jp-Atrium-meta">
        {trans.__('Its page shows this while it is withdrawn. Of what is erased no words are kept.')}
      </p>
    </>
  );
}

function workWords(trans: TranslationBundle): [withdraw: string, erase: string] {
  return [
    trans.__(
      'takes it out of the gallery, search and collections. Its page says that you withdrew it, when and why. You can bring it back.'
    ),
    trans.__(
      'deletes its files, title and authors from this hub. Its page says only that it was erased, when, and the kind of reason. Nobody can bring it back.'
    )
  ];
}

function releaseWords(label: string, trans: TranslationBundle): [withdraw: string, erase: string] {
  return [
    trans.__(
      'takes %1 out of the versions; the page shows the newest that stays. Who follows a link to %1 reads that you withdrew it, when and why. You can bring it back.',
      label
    ),
    trans.__(
      'deletes from this hub the files that only %1 has. The other versions stay. Nobody can bring it back.',
      label
    )
  ];
}

function copiesWords(copies: number, trans: TranslationBundle): string {
  return copies === 0
    ? trans.__('Nobody has opened a copy so far.')
    : trans._n(
        'The copy that was opened stays with its owner: nothing is taken away from it.',
        'The %2 copies that were opened stay with their owners: nothing is taken away from them.',
        copies,
        formatCount(copies)
      );
}

function categories(trans: TranslationBundle): [WithdrawalCategory, string][] {
  return [
    ['author', trans.__('I no longer want to show it')],
    ['error', trans.__('There is an error in it')],
    ['superseded', trans.__('Another work takes its place')],
    ['privacy', trans.__('It tells something private, or a secret')],
    ['legal', trans.__('Others have rights in it')],
    ['other', trans.__('Something else')]
  ];
}
