// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CellFate, Decision, FileFate, Pending, PendingCellConflict, Report } from '@jupyter-atrium/api';
import { formatCount } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReviewFile, ReviewGroup } from './review-files';

/** The first line: what an update will do, or did. */
export function sentence({ counts }: Pick<Report, 'counts'>, isDone: boolean, trans: TranslationBundle): string {
  const { fixes, kept, toDecide } = counts;
  const parts = [
    isDone
      ? trans._n('%2 fix applied', '%2 fixes applied', fixes, formatCount(fixes))
      : trans._n('%2 fix to apply', '%2 fixes to apply', fixes, formatCount(fixes)),
    trans.__('%1 kept yours', formatCount(kept)),
    trans.__('%1 to decide', formatCount(toDecide))
  ];
  const words = parts.join(', ');
  return isDone ? trans.__('%1, 0 lost.', words) : trans.__('%1. Nothing will be lost.', words);
}

/** The first line where nothing comes, and something of an earlier update waits. */
export function waitingWords({ pending }: Pick<Report, 'pending'>, trans: TranslationBundle): string {
  const count = pending.length;
  return count === 0
    ? trans.__('Everything is decided.')
    : trans._n(
        '%2 thing of an earlier update waits for you.',
        '%2 things of an earlier update wait for you.',
        count,
        formatCount(count)
      );
}

export function groupWords(kind: ReviewGroup['kind'], isDone: boolean, trans: TranslationBundle): string {
  switch (kind) {
    case 'to-decide':
      return trans.__('To decide');
    case 'changed':
      return isDone ? trans.__('Changed') : trans.__('Will change');
    case 'kept':
      return trans.__('Kept yours');
  }
}

/** What happens to a file, in a word or two. */
export function fileWords({ fate, pending }: ReviewFile, trans: TranslationBundle): string {
  if (pending.length > 0) {
    return formatCount(pending.length);
  }
  const cells = fate?.cells.length ?? 0;
  if (fate && cells > 0) {
    return trans._n('%2 cell', '%2 cells', cells, formatCount(cells));
  }
  const words: Readonly<Record<FileFate['fate'], string>> = {
    taken: trans.__('theirs'),
    merged: trans.__('merged'),
    kept: trans.__('yours'),
    added: trans.__('new'),
    removed: trans.__('removed'),
    moved: trans.__('moved'),
    restored: trans.__('back'),
    beside: trans.__('both'),
    pending: trans.__('to decide'),
    'not-merged': trans.__('yours')
  };
  return fate ? words[fate.fate] : '';
}

/** What happens to a file, in a sentence; empty if its cells say it. */
export function fileSentence({ path, fate, from, beside, words }: FileFate, trans: TranslationBundle): string {
  switch (fate) {
    case 'added':
      return trans.__('New in this release.');
    case 'removed':
      return trans.__('The release no longer has it. You had not changed it, so it goes; Undo brings it back.');
    case 'moved':
      return trans.__('Moved from %1.', from ?? '');
    case 'restored':
      return trans.__('You deleted %1. It comes back.', path);
    case 'beside':
      return trans.__('You both changed it. Yours keeps its name, theirs is next to it as %1.', beside ?? '');
    case 'not-merged':
      return trans.__('%1 %2. Yours stays as it is.', path, words);
    case 'kept':
      return trans.__('Only you changed it. Yours stays.');
    default:
      return '';
  }
}

/** What becomes of a cell, and why. */
export function cellWords({ fate, parts, flags }: CellFate, trans: TranslationBundle): [string, string] {
  const isOutputsOnly = parts.length > 0 && parts.every(part => part === 'outputs');
  switch (fate) {
    case 'taken':
      return isOutputsOnly
        ? [trans.__('takes their outputs'), trans.__('the code is the same')]
        : [trans.__('takes theirs'), trans.__('you had not changed it')];
    case 'merged':
      return [
        trans.__('merged'),
        flags.includes('outputs-replaced')
          ? trans.__('your lines and theirs; no outputs until you run it')
          : trans.__('your lines and theirs')
      ];
    case 'added':
      return [trans.__('new'), trans.__('from the release')];
    case 'removed':
      return [trans.__('goes'), trans.__('the release no longer has it, and you had not changed it')];
    case 'moved':
      return [trans.__('moves'), trans.__('as in the release')];
    case 'kept':
      return [trans.__('stays yours'), ''];
    case 'conflict':
      return [trans.__('to decide'), ''];
  }
}

/** Why there is something to decide. */
export function conflictWords(pending: Pending, trans: TranslationBundle): string {
  switch (pending.kind) {
    case 'kernel':
      return trans.__('The release is in another language than yours.');
    case 'file':
      return fileConflictWords(pending, trans);
    case 'cell':
      return cellConflictWords(pending.why, trans);
  }
}

function cellConflictWords(why: PendingCellConflict['why'], trans: TranslationBundle): string {
  const words: Readonly<Record<PendingCellConflict['why'], string>> = {
    'both-changed': trans.__('you both changed the same lines'),
    'both-added': trans.__('you both added it, and not alike'),
    'both-regrouped': trans.__('you both split or joined it, and not alike'),
    type: trans.__('one of you made it another kind of cell'),
    attachments: trans.__('you both changed a picture in it'),
    'theirs-deleted': trans.__('you changed it, the release no longer has it'),
    'mine-deleted': trans.__('you deleted it, the release changed it')
  };
  return words[why];
}

function fileConflictWords({ why, path, other }: Extract<Pending, { kind: 'file' }>, trans: TranslationBundle): string {
  switch (why) {
    case 'beside':
      return trans.__('Yours keeps its name. Theirs is next to it as %1.', other ?? '');
    case 'deleted':
      return trans.__('You changed %1, the release no longer has it.', path);
    case 'renamed':
      return trans.__('You renamed %1 to %2, it seems. It is back under its old name.', path, other ?? '');
  }
}

/** What can be done about something to decide: before an update is applied, or after. */
export function optionsOf(
  pending: Pending,
  isApplied: boolean,
  trans: TranslationBundle
): readonly (readonly [Decision['choice'], string])[] {
  if (pending.kind !== 'file') {
    return [
      ['mine', trans.__('Mine')],
      ['theirs', trans.__('Theirs')],
      ['both', trans.__('Both')]
    ];
  }
  if (!isApplied) {
    return [];
  }
  switch (pending.why) {
    case 'beside':
      return [
        ['both', trans.__('Keep both')],
        ['mine', trans.__('Keep only yours')],
        ['theirs', trans.__('Swap')]
      ];
    case 'deleted':
      return [
        ['mine', trans.__('Keep it')],
        ['theirs', trans.__('Delete it')]
      ];
    case 'renamed':
      return [
        ['mine', trans.__('Follow the rename')],
        ['both', trans.__('Keep both')]
      ];
  }
}
