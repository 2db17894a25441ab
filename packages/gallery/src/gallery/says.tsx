// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { AtriumError } from '@jupyter-atrium/connection';
import { atriumIcon, formatCount, formatList } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { LinkedText } from '../linked-text';
import type { GalleryModel } from './model';
import { choicesOf } from './search';
import { valueName } from './words';

/** Whether the person may publish, and what publishes the open notebook; null without one. */
export type Publishing = { isPossible: boolean; publishOpen: (() => void) | null };

/** An empty hub. */
export function EmptyHub({ publishing, trans }: { publishing: Publishing; trans: TranslationBundle }): JSX.Element {
  return (
    <div className="jp-Atrium-say">
      <atriumIcon.react tag={null} />
      <strong>{trans.__('No work hangs here yet.')}</strong>
      {publishing.isPossible && (
        <span>{trans.__('Publish the first: right-click a notebook or folder and choose “Publish to Atrium…”.')}</span>
      )}
      {publishing.publishOpen && (
        <button type="button" className="jp-Atrium-button jp-mod-primary" onClick={publishing.publishOpen}>
          {trans.__('Publish the open notebook…')}
        </button>
      )}
    </div>
  );
}

/** A collection of which the person may see nothing. */
export function EmptyCollection({ goHome, trans }: { goHome: () => void; trans: TranslationBundle }): JSX.Element {
  return (
    <div className="jp-Atrium-say">
      <strong>{trans.__('Nothing hangs in this collection yet.')}</strong>
      <button type="button" className="jp-Atrium-link" onClick={goHome}>
        {trans.__('Back to the start')}
      </button>
    </div>
  );
}

export type NoMatchProps = { model: GalleryModel; ownHub: string | null; trans: TranslationBundle };

/** A search without a hit, and where else to look. */
export function NoMatch({ model, ownHub, trans }: NoMatchProps): JSX.Element {
  const { search, listing } = model;
  const choices = choicesOf(search);
  const text = search.text.trim();
  const suggestion = listing?.suggestion ?? null;
  const elsewhere = listing?.elsewhere ?? 0;
  const names = formatList(choices.map(choice => valueName(choice, ownHub, trans)));
  const onlyLanguage = choices.every(choice => choice.facet === 'language');
  return (
    <div className="jp-Atrium-say" role="status">
      <strong>
        <bdi>{noMatchWords(text, names, trans)}</bdi>
      </strong>
      {suggestion !== null && (
        <LinkedText text={trans.__('Did you mean [%1]?', suggestion)} onClick={() => model.type(suggestion)} />
      )}
      {elsewhere > 0 && (
        <LinkedText
          text={elsewhereWords(elsewhere, onlyLanguage, trans)}
          onClick={() => void model.searchFor(suggestion ?? text)}
        />
      )}
    </div>
  );
}

function elsewhereWords(count: number, onlyLanguage: boolean, trans: TranslationBundle): string {
  const shown = formatCount(count);
  return onlyLanguage
    ? trans._n('Or look in [all languages]: %2 work.', 'Or look in [all languages]: %2 works.', count, shown)
    : trans._n('Or look in [all works]: %2 work.', 'Or look in [all works]: %2 works.', count, shown);
}

function noMatchWords(text: string, names: string, trans: TranslationBundle): string {
  if (text === '') {
    return names === '' ? trans.__('There is no work here.') : trans.__('There is no work in %1.', names);
  }
  return names === '' ? trans.__('No work matches “%1”.', text) : trans.__('No work matches “%1” in %2.', text, names);
}

export type FailedProps = {
  error: AtriumError | null;
  retry: () => void;
  copyDetails: () => void;
  trans: TranslationBundle;
};

/** Nothing could be read, and nothing had been. */
export function Failed({ error, retry, copyDetails, trans }: FailedProps): JSX.Element {
  const isOffline = error?.code === 'unreachable';
  return (
    <div className="jp-Atrium-say" role="status">
      <strong>{failedWords(error, trans)}</strong>
      <span className="jp-Atrium-say-ways">
        <button type="button" className="jp-Atrium-link" onClick={retry}>
          {trans.__('Try again')}
        </button>
        {!isOffline && (
          <button type="button" className="jp-Atrium-link" onClick={copyDetails}>
            {trans.__('Copy details')}
          </button>
        )}
      </span>
    </div>
  );
}

function failedWords(error: AtriumError | null, trans: TranslationBundle): string {
  switch (error?.code) {
    case 'unreachable':
      return trans.__('The hub does not answer.');
    case 'index-rebuilding':
      return trans.__('The gallery could not be read: its index is being rebuilt.');
    default:
      return trans.__('The gallery could not be read: %1', error?.message ?? '');
  }
}

/** The session is over. */
export function LoggedOut({ logIn, trans }: { logIn: () => void; trans: TranslationBundle }): JSX.Element {
  return (
    <div className="jp-Atrium-say" role="status">
      <strong>{trans.__('Your session has ended.')}</strong>
      <button type="button" className="jp-Atrium-link" onClick={logIn}>
        {trans.__('Log in again')}
      </button>
    </div>
  );
}
