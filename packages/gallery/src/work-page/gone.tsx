// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { AtriumError } from '@jupyter-atrium/connection';
import type { Tombstone } from '@jupyter-atrium/api';
import { formatDay } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { withdrawalWords } from '../withdrawal-words';
import { hostIn } from '../work-id';
import { httpOnly } from './lineage';

export type GoneProps = {
  error: AtriumError;
  /** The address by which somebody came here, and whether it is of another hub. */
  address: string | null;
  logIn: () => void;
  retry: () => void;
  trans: TranslationBundle;
};

/** What is said where there is no work to show. */
export function Gone({ error, address, logIn, retry, trans }: GoneProps): JSX.Element {
  switch (error.code) {
    case 'work-withdrawn':
      return <p role="status">{tombstoneWords(error.detail, trans)}</p>;
    case 'work-not-found':
      return <NotFound address={address} trans={trans} />;
    case 'not-logged-in':
      return (
        <p role="status">
          {trans.__('Your session has ended.')}{' '}
          <button type="button" className="jp-Atrium-link" onClick={logIn}>
            {trans.__('Log in again')}
          </button>
        </p>
      );
    default:
      return (
        <p role="status">
          {error.code === 'unreachable' ? trans.__('The hub does not answer.') : error.message}{' '}
          <button type="button" className="jp-Atrium-link" onClick={retry}>
            {trans.__('Try again')}
          </button>
        </p>
      );
  }
}

function NotFound({ address, trans }: Pick<GoneProps, 'address' | 'trans'>): JSX.Element {
  const host = address === null ? null : hostIn(address);
  return (
    <p role="status">
      {trans.__('There is no such work here, or you may not see it.')}{' '}
      {host !== null && host !== window.location.host && (
        <a href={httpOnly(address)} target="_blank" rel="noopener noreferrer">
          {trans.__('Look for it at %1', host)}
        </a>
      )}
    </p>
  );
}

/** What is left to say of a withdrawn work: much if it was retracted, little if it was erased. */
export function tombstoneWords(tombstone: Partial<Tombstone>, trans: TranslationBundle): string {
  const { by, category = 'other', reason = '', scope, withdrawnAt } = tombstone;
  const day = withdrawnAt === undefined ? '' : formatDay(withdrawnAt);
  const why = withdrawalWords({ category, reason }, trans);
  if (scope === 'erase' || by === null || by === undefined) {
    return why === ''
      ? trans.__('This work was erased on %1. Copies stay yours.', day)
      : trans.__('This work was erased on %1: %2. Copies stay yours.', day, why);
  }
  return why === ''
    ? trans.__('%1 withdrew this work on %2. Copies stay yours.', by, day)
    : trans.__('%1 withdrew this work on %2: %3. Copies stay yours.', by, day, why);
}
