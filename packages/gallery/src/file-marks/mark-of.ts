// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { askIcon, updateIcon, workIcon } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { LabIcon } from '@jupyterlab/ui-components';
import type { Questions } from '../decisions/questions';
import { type MineModel, hasUpdate } from '../mine/model';

/** What is shown after the name of a file or folder. */
export type FileMark = { readonly kind: 'decide' | 'update' | 'copy'; readonly icon: LabIcon; readonly words: string };

/** What decides about marks. */
export interface IMarkOptions {
  mine: Pick<MineModel, 'copyAround'>;
  questions: Pick<Questions, 'of'>;
  trans: TranslationBundle;
}

/**
 * The mark of a file or folder, the gravest if there are several; null for none.
 *
 * @param path - relative to the root of the person's files
 */
export function markOf(path: string, { mine, questions, trans }: IMarkOptions): FileMark | null {
  const copy = mine.copyAround(path);
  if (!copy) {
    return null;
  }
  const isCopy = copy.local.folder === path;
  const open = isCopy ? copy.local.toDecide : questions.of(path).length;
  if (open > 0) {
    return { kind: 'decide', icon: askIcon, words: trans.__('%1 to decide', open) };
  }
  if (!isCopy) {
    return null;
  }
  return hasUpdate(copy)
    ? { kind: 'update', icon: updateIcon, words: trans.__('Update available: %1', copy.newest?.label ?? '') }
    : { kind: 'copy', icon: workIcon, words: trans.__('Copy of a work, %1', copy.local.label) };
}
