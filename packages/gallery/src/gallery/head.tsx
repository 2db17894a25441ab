// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { formatCount, formatHour } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import { caretDownEmptyIcon, closeIcon, filterIcon, offlineBoltIcon, searchIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import type { GalleryModel } from './model';
import { isOffline } from './screen';
import type { Screen } from './screen';
import { choicesOf, sortOf } from './search';
import type { Sort } from './search';
import { choiceName, sortName } from './words';

/** After the last key, before the count is read out. */
const ANNOUNCE_MS = 500;

export type HeadProps = {
  model: GalleryModel;
  screen: Screen;
  ownHub: string | null;
  trans: TranslationBundle;
  /** How often somebody asked for focus in the field. */
  asked: number;
  /** Moves focus to the first card. */
  enterList: () => void;
  /** Gives focus back to the document. */
  leave: () => void;
};

/** Above the works: the bar of an offline hub, the search field, what is chosen, how many there are and their order. */
export function Head(props: HeadProps): JSX.Element {
  const { model, screen, trans } = props;
  const isList = screen === 'list';
  return (
    <>
      {screen !== 'failed' && screen !== 'logged-out' && model.error && <ErrorBar model={model} trans={trans} />}
      <SearchRow {...props} />
      {!model.isFiltering && <Chips {...props} />}
      {isList && <PlaceRow {...props} />}
      {isList && <SummaryRow {...props} />}
      <Announcement {...props} />
    </>
  );
}

function ErrorBar({ model, trans }: Pick<HeadProps, 'model' | 'trans'>): JSX.Element {
  const words = isOffline(model)
    ? trans.__('The hub does not answer. Showing what was loaded at %1.', formatHour(model.loadedAt ?? new Date()))
    : (model.error?.message ?? '');
  return (
    <div className="jp-Atrium-bar" role="status">
      <offlineBoltIcon.react tag="span" />
      <span>
        {words}{' '}
        <button type="button" className="jp-Atrium-link" onClick={() => void model.refresh()}>
          {trans.__('Try again')}
        </button>
      </span>
    </div>
  );
}

function SearchRow({ model, trans, asked, enterList, leave }: HeadProps): JSX.Element {
  const field = React.useRef<HTMLInputElement>(null);
  React.useEffect(() => {
    if (asked > 0) {
      field.current?.focus();
      field.current?.select();
    }
  }, [asked]);
  const { text } = model.search;
  const set = choicesOf(model.search).length;
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      enterList();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (text === '') {
        leave();
      } else {
        model.type('');
      }
    } else if (event.key === 'Enter') {
      void model.refresh();
    }
  };
  return (
    <div className="jp-Atrium-GalleryHead-search" role="search">
      <div className="jp-Atrium-GalleryHead-box">
        <input
          ref={field}
          type="text"
          className="jp-Atrium-field"
          placeholder={trans.__('Search works')}
          aria-label={trans.__('Search works')}
          spellCheck={false}
          maxLength={200}
          value={text}
          disabled={isOffline(model)}
          onChange={event => model.type(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {text === '' ? (
          <searchIcon.react tag="span" className="jp-Atrium-GalleryHead-icon" />
        ) : (
          <button
            type="button"
            className="jp-Atrium-GalleryHead-clear"
            aria-label={trans.__('Clear the search')}
            title={trans.__('Clear the search')}
            onClick={() => {
              model.type('');
              field.current?.focus();
            }}
          >
            <closeIcon.react tag="span" />
          </button>
        )}
      </div>
      <button
        type="button"
        className={`jp-Atrium-iconButton${set > 0 ? ' jp-mod-chosen' : ''}`}
        aria-label={set > 0 ? trans._n('Filters, %1 set', 'Filters, %1 set', set) : trans.__('Filters')}
        title={trans.__('Filters')}
        aria-pressed={model.isFiltering}
        disabled={isOffline(model)}
        onClick={() => model.setFiltering(!model.isFiltering)}
      >
        <filterIcon.react tag="span" />
      </button>
    </div>
  );
}

function Chips({ model, ownHub, trans }: HeadProps): JSX.Element | null {
  const choices = choicesOf(model.search);
  if (choices.length === 0) {
    return null;
  }
  return (
    <ul className="jp-Atrium-GalleryHead-chips" aria-label={trans.__('Chosen filters')}>
      {choices.map(choice => {
        const name = choiceName(choice, ownHub, trans);
        return (
          <li key={`${choice.facet} ${choice.value}`}>
            <button
              type="button"
              className="jp-Atrium-chip jp-mod-chosen"
              aria-label={trans.__('Remove %1', name)}
              title={trans.__('Remove %1', name)}
              onClick={() => void model.toggle(choice)}
            >
              <bdi className="jp-Atrium-ellipsis">{name}</bdi>
              <closeIcon.react tag="span" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** What a collection is, and the way back. */
function PlaceRow({ model, trans }: HeadProps): JSX.Element | null {
  const { place } = model;
  if (place.kind === 'search') {
    return null;
  }
  const [title, text] =
    place.kind === 'all' ? [trans.__('All works'), ''] : [place.collection.title, place.collection.text];
  return (
    <div className="jp-Atrium-GalleryHead-place">
      <button
        type="button"
        className="jp-Atrium-iconButton jp-Atrium-GalleryHead-back"
        aria-label={trans.__('Back to the start')}
        title={trans.__('Back to the start')}
        onClick={() => model.goHome()}
      >
        <span aria-hidden="true">←</span>
      </button>
      <h3 dir="auto">{title}</h3>
      {text !== '' && <p dir="auto">{text}</p>}
    </div>
  );
}

function SummaryRow({ model, trans }: HeadProps): JSX.Element {
  const { text } = model.search;
  const sorts: Sort[] = text.trim() === '' ? ['newest', 'opened', 'title'] : ['best', 'newest', 'opened', 'title'];
  return (
    <div className="jp-Atrium-GalleryHead-summary">
      <span>{countWords(model, trans)}</span>
      {model.place.kind !== 'collection' && (
        <span className="jp-Atrium-GalleryHead-sort">
          <select
            aria-label={trans.__('Order')}
            value={sortOf(model.search)}
            onChange={event => void model.setSort(event.target.value as Sort)}
          >
            {sorts.map(sort => (
              <option key={sort} value={sort}>
                {sortName(sort, trans)}
              </option>
            ))}
          </select>
          <caretDownEmptyIcon.react tag="span" />
        </span>
      )}
    </div>
  );
}

function countWords(model: GalleryModel, trans: TranslationBundle): string {
  const { total, isApproximate } = model.listing ?? { total: 0, isApproximate: false };
  const count = formatCount(total);
  return isApproximate ? trans.__('about %1 works', count) : trans._n('%2 work', '%2 works', total, count);
}

/** The panel's one live region: how many works were found, once typing has paused. */
function Announcement({ model, screen, trans }: HeadProps): JSX.Element {
  const words = screen === 'list' || screen === 'no-match' ? countWords(model, trans) : '';
  const [said, say] = React.useState('');
  React.useEffect(() => {
    const timer = setTimeout(() => say(words), ANNOUNCE_MS);
    return () => clearTimeout(timer);
  }, [words, model.search.text]);
  return (
    <div className="jp-Atrium-spoken" role="status" aria-live="polite">
      {said}
    </div>
  );
}
