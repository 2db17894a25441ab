// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Withdrawal } from '@jupyter-atrium/api';
import { formatDay } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { withdrawalWords } from '../withdrawal-words';

/** Says over the page of a work to its owner, the only one who still reads it, that it is withdrawn. */
export function Withdrawn(props: {
  withdrawal: Withdrawal;
  /** Null where nothing here can bring it back. */
  restore: (() => void) | null;
  trans: TranslationBundle;
}): JSX.Element {
  const { withdrawal, restore, trans } = props;
  const day = formatDay(withdrawal.withdrawnAt);
  const why = withdrawalWords(withdrawal, trans);
  return (
    <p className="jp-Atrium-bar" role="status">
      <span dir="auto">
        {why === ''
          ? trans.__('You withdrew this work on %1. Only you still read it.', day)
          : trans.__('You withdrew this work on %1: %2. Only you still read it.', day, why)}{' '}
        {restore && (
          <button type="button" className="jp-Atrium-link" onClick={() => restore()}>
            {trans.__('Bring it back')}
          </button>
        )}
      </span>
    </p>
  );
}
