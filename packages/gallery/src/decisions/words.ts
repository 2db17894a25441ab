// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Choice, PendingCellConflict } from '@jupyter-atrium/api';
import { formatCount } from '@jupyter-atrium/connection';
import type { LineDiff } from '@jupyter-atrium/notebooks';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CellQuestion } from './question';

/** What the region of a question is called. */
export function regionName(question: CellQuestion, trans: TranslationBundle): string {
  if (question.kind === 'kernel') {
    return trans.__('Language of the notebook: to decide');
  }
  const { place, mine } = question;
  return place && mine ? trans.__('Cell %1: to decide', place.index + 1) : trans.__('A cell that is gone: to decide');
}

/** What the release has instead. */
export function questionTitle(question: CellQuestion, label: string, trans: TranslationBundle): string {
  if (question.kind === 'kernel') {
    return trans.__('Release %1 is in another language', label);
  }
  const titles: Readonly<Record<PendingCellConflict['why'], string>> = {
    'both-changed': trans.__('Release %1 has another version of this cell', label),
    'both-added': trans.__('Release %1 added this cell too, and not alike', label),
    'both-regrouped': trans.__('Release %1 split or joined these cells in another way', label),
    type: trans.__('Release %1 has this as another kind of cell', label),
    attachments: trans.__('Release %1 has another picture in this cell', label),
    'theirs-deleted': trans.__('Release %1 no longer has this cell, which you changed', label),
    'mine-deleted': trans.__('You deleted a cell here that release %1 changed', label)
  };
  return question.mine && !question.place
    ? trans.__('Release %1 has another version of a cell that is gone here', label)
    : titles[question.why];
}

/** How far both sides are apart. */
export function differenceWords(lines: readonly LineDiff[], trans: TranslationBundle): string {
  const count = (state: LineDiff['state']): number => lines.filter(line => line.state === state).length;
  const differing = Math.max(count('added'), count('removed'));
  return differing === 0
    ? trans.__('The text is the same')
    : trans._n('%2 line differs', '%2 lines differ', differing, formatCount(differing));
}

/** What can be chosen. */
export function choicesOf(question: CellQuestion): readonly Choice[] {
  return question.kind === 'cell' && question.mine && question.theirs ? ['mine', 'theirs', 'both'] : ['mine', 'theirs'];
}

export function choiceWords(choice: Choice, trans: TranslationBundle): string {
  switch (choice) {
    case 'mine':
      return trans.__('Mine');
    case 'theirs':
      return trans.__('Theirs');
    case 'both':
      return trans.__('Both');
  }
}

/** What the less plain one of the choices does. */
export function hintWords(question: CellQuestion, trans: TranslationBundle): string {
  if (question.kind === 'kernel') {
    return trans.__('Theirs lets the notebook ask for the release’s kernel.');
  }
  if (!question.theirs) {
    return trans.__('Theirs deletes this cell.');
  }
  return question.mine
    ? trans.__('Both adds theirs as a new cell below.')
    : trans.__('Theirs brings it back as the release has it.');
}

/** What was done. */
export function decidedWords(question: CellQuestion, choice: Choice, trans: TranslationBundle): string {
  switch (choice) {
    case 'mine':
      return trans.__('Kept yours.');
    case 'both':
      return trans.__('Kept both.');
    case 'theirs':
      return question.kind === 'cell' && !question.theirs ? trans.__('Deleted, as theirs.') : trans.__('Took theirs.');
  }
}

/** A side of the question about the language. */
export function languageWords(side: unknown, trans: TranslationBundle): string {
  const { kernelspec, language_info: language } = (side ?? {}) as {
    kernelspec?: { display_name?: unknown };
    language_info?: { name?: unknown };
  };
  const name = kernelspec?.display_name ?? language?.name;
  return typeof name === 'string' && name !== '' ? name : trans.__('none named');
}
