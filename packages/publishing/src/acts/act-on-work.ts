// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check, WorkPage } from '@jupyter-atrium/api';
import type { IAtrium } from '@jupyter-atrium/connection';
import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { refusalOf } from '../model/refusal';
import { askAudience, askQuestions, askWithdrawal, shortTitle } from './asking';
import type { NewAudience } from './audience-form';

/** What acts on works need. */
export interface IActOptions {
  atrium: IAtrium;
  trans: TranslationBundle;
}

/** A work, and one of its releases; null: the work. */
export type ActTarget = { work: string; label: string | null };

/** Asks how and why, and withdraws or erases a work or a release. */
export async function withdrawWork(options: IActOptions, { work, label }: ActTarget): Promise<void> {
  const { atrium, trans } = options;
  await acting(options, async () => {
    const page = await atrium.client.getWork({ params: { work } });
    const choice = await askWithdrawal(page, label, trans);
    if (choice) {
      await atrium.client.withdrawWork({ params: { work }, body: { label, ...choice } });
      atrium.announce(work);
      sayWithdrawn(options, page, { work, label }, choice.scope === 'erase');
    }
  });
}

/** Brings back a withdrawn work or release. */
export async function restoreWork(options: IActOptions, { work, label }: ActTarget): Promise<void> {
  const { atrium } = options;
  await acting(options, async () => {
    await atrium.client.restoreWork({ params: { work }, body: { label } });
    atrium.announce(work);
  });
}

/** Asks who may see a work, and changes it; what the gate asks is asked before more people see it. */
export async function changeAudience(options: IActOptions, { work }: ActTarget): Promise<void> {
  const { atrium, trans } = options;
  await acting(options, async () => {
    const page = await atrium.client.getWork({ params: { work } });
    const chosen = await askAudience(page, atrium, trans);
    if (chosen && isOther(page, chosen) && (await widen(options, work, chosen))) {
      atrium.announce(work);
    }
  });
}

/** False: the person did not go on. */
async function widen({ atrium, trans }: IActOptions, work: string, chosen: NewAudience): Promise<boolean> {
  const edit = (acknowledged: string[]): Promise<unknown> =>
    atrium.client.editWork({
      params: { work },
      body: { audience: chosen.audience, readers: [...chosen.readers], acknowledged }
    });
  try {
    await edit([]);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal?.code !== 'checks-open') {
      throw error;
    }
    const checks = refusal.detail.checks as readonly Check[];
    if (!(await askQuestions(checks, trans))) {
      return false;
    }
    await edit(checks.map(check => check.id));
  }
  return true;
}

function isOther({ audience, readers }: WorkPage, chosen: NewAudience): boolean {
  return audience !== chosen.audience || JSON.stringify(readers) !== JSON.stringify(chosen.readers);
}

function sayWithdrawn(options: IActOptions, page: WorkPage, target: ActTarget, isErased: boolean): void {
  const { trans } = options;
  const what = target.label === null ? shortTitle(page) : `${shortTitle(page)} ${target.label}`;
  if (isErased) {
    Notification.info(trans.__('“%1” is erased.', what), { autoClose: 5000 });
  } else {
    Notification.info(trans.__('“%1” is withdrawn.', what), {
      autoClose: 10_000,
      actions: [{ label: trans.__('Bring it back'), callback: () => void restoreWork(options, target) }]
    });
  }
}

/** Says what stood against an act that the person just asked for. */
async function acting({ trans }: IActOptions, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const refusal = refusalOf(error);
    Notification.error(
      refusal?.code === 'unreachable'
        ? trans.__('The hub does not answer. Nothing was changed.')
        : (error as Error).message || trans.__('Nothing was changed.')
    );
  }
}
