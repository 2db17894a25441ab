// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Withdrawal, WithdrawalCategory } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';

/** Says why something was withdrawn, without a full stop; empty if nobody said. */
export function withdrawalWords(
  { category, reason }: Pick<Withdrawal, 'category' | 'reason'>,
  trans: TranslationBundle
): string {
  const kind = categoryWords(category, trans);
  const words = reason.trim().replace(/\.$/, '');
  return kind === '' || words === '' ? kind + words : trans.__('%1 (%2)', kind, words);
}

function categoryWords(category: WithdrawalCategory, trans: TranslationBundle): string {
  switch (category) {
    case 'error':
      return trans.__('there is an error in it');
    case 'superseded':
      return trans.__('another work takes its place');
    case 'author':
      return trans.__('its author no longer wants to show it');
    case 'privacy':
      return trans.__('it told something private');
    case 'legal':
      return trans.__('others have rights in it');
    case 'other':
      return '';
  }
}
