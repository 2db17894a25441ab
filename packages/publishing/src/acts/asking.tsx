// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check, WorkPage } from '@jupyter-atrium/api';
import type { IAtrium } from '@jupyter-atrium/connection';
import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { AudienceForm, type NewAudience } from './audience-form';
import { FormBody } from './form-body';
import { Questions } from './questions';
import { FIRST_CHOICE, type WithdrawChoice, WithdrawForm } from './withdraw-form';

/** A title as dialogs and toasts show it. */
export function shortTitle({ card }: Pick<WorkPage, 'card'>): string {
  return card.title.length > 60 ? `${card.title.slice(0, 59)}…` : card.title;
}

/** Asks how and why something is withdrawn; null: it is not. */
export async function askWithdrawal(
  page: WorkPage,
  label: string | null,
  trans: TranslationBundle
): Promise<(WithdrawChoice & { scope: 'retract' | 'erase' }) | null> {
  const title = shortTitle(page);
  // What is withdrawn already can only be erased.
  const isLive = label !== null || page.state === 'live';
  const body = new FormBody<WithdrawChoice>(FIRST_CHOICE, (value, change) => (
    <WithdrawForm {...{ label, isLive, value, change, trans }} copies={page.copies} />
  ));
  const { button, value } = await showDialog<WithdrawChoice>({
    title: isLive ? withdrawTitle(title, label, trans) : trans.__('Erase “%1”', title),
    body,
    buttons: [
      Dialog.cancelButton(),
      Dialog.warnButton({ label: trans.__('Erase for Good…'), accept: true, actions: ['erase'] }),
      ...(isLive ? [Dialog.okButton({ label: trans.__('Withdraw') })] : [])
    ],
    defaultButton: isLive ? 2 : 0,
    focusNodeSelector: 'select'
  });
  if (!button.accept || !value) {
    return null;
  }
  const isErased = button.actions.includes('erase');
  return isErased && !(await askTwice(title, label, trans))
    ? null
    : { ...value, scope: isErased ? 'erase' : 'retract' };
}

function withdrawTitle(title: string, label: string | null, trans: TranslationBundle): string {
  return label === null ? trans.__('Withdraw “%1”', title) : trans.__('Withdraw version %1 of “%2”', label, title);
}

/** There is no way back from it. */
async function askTwice(title: string, label: string | null, trans: TranslationBundle): Promise<boolean> {
  const what = label === null ? trans.__('“%1”', title) : trans.__('version %1 of “%2”', label, title);
  const { button } = await showDialog({
    title: trans.__('Erase %1 for good?', what),
    body: trans.__('This cannot be undone, by you or anybody else.'),
    buttons: [Dialog.cancelButton(), Dialog.warnButton({ label: trans.__('Erase for Good') })],
    defaultButton: 0
  });
  return button.accept;
}

/** Asks who may see a work; null: as before. */
export async function askAudience(
  page: WorkPage,
  { client, me }: Pick<IAtrium, 'client' | 'me'>,
  trans: TranslationBundle
): Promise<NewAudience | null> {
  const find = async (q: string): Promise<NewAudience['readers'][number][]> =>
    (await client.findReaders({ query: { q } }).catch(() => null))?.readers ?? [];
  const { audience, readers } = page;
  const body = new FormBody<NewAudience>({ audience, readers }, (value, change) => (
    <AudienceForm {...{ value, change, find, trans }} isInNetwork={me?.isInNetwork ?? true} />
  ));
  const { button, value } = await showDialog<NewAudience>({
    title: trans.__('Who may see “%1”', shortTitle(page)),
    body,
    buttons: [Dialog.cancelButton(), Dialog.okButton({ label: trans.__('Change Who May See It') })],
    focusNodeSelector: 'input:checked'
  });
  return button.accept ? value : null;
}

/** Shows what the gate found before more people see a work; true: all of it may stay. */
export async function askQuestions(checks: readonly Check[], trans: TranslationBundle): Promise<boolean> {
  const hasStops = checks.some(check => check.level === 'stop');
  const { button } = await showDialog({
    title: hasStops
      ? trans.__('Something has to be fixed first')
      : trans._n('A question before more people see it', '%1 questions before more people see it', checks.length),
    body: new FormBody({}, () => <Questions checks={checks} trans={trans} />),
    buttons: hasStops
      ? [Dialog.cancelButton({ label: trans.__('Close') })]
      : [
          Dialog.cancelButton(),
          Dialog.okButton({ label: trans._n('Keep It, and Go On', 'Keep Them, and Go On', checks.length) })
        ],
    defaultButton: 0
  });
  return button.accept;
}
