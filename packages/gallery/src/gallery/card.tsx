// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Snippet, Work } from '@jupyter-atrium/api';
import { formatAge, formatTime } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import { copyIcon, ellipsesIcon, folderIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import type { Covers } from '../covers';
import { hubHost } from '../formats';
import { globeIcon } from '../icons';
import { Cover } from './cover';
import { Marked } from './marked';
import { openMenu } from './open-menu';

/** What a card lets people do. */
export type CardActions = {
  openWork: (work: Work) => void;
  openCopy: (work: Work) => void;
  /** How a work of the person's own stands; undefined for works of others. */
  ownState: (work: Work) => Work['state'] | undefined;
};

export type CardProps = {
  work: Work;
  snippet?: Snippet | null;
  /** One line instead of two, a small cover. */
  isSlim?: boolean;
  /** The work's page is in front. */
  isCurrent?: boolean;
  /** This hub; works of others say theirs. */
  ownHub: string | null;
  /** Where the person's copy is; null without one. */
  copyFolder: string | null;
  covers: Covers;
  actions: CardActions;
  trans: TranslationBundle;
};

/** What is inside the card of a work; the article around it takes the keys. */
export function Card(props: CardProps): JSX.Element {
  const { work, snippet, copyFolder, trans } = props;
  const isInTitle = snippet?.text === work.card.title;
  return (
    <div
      className={`jp-Atrium-Card-content${props.isCurrent ? ' jp-mod-current' : ''}${props.isSlim ? ' jp-mod-slim' : ''}`}
    >
      <Cover work={work.id} cover={work.card.cover} covers={props.covers} />
      <div className="jp-Atrium-Card-text">
        <div className="jp-Atrium-Card-title" dir="auto" title={work.card.title}>
          {isInTitle ? <Marked snippet={snippet} /> : work.card.title}
        </div>
        <CardMeta work={work} isForeign={props.ownHub !== null && work.hub.id !== props.ownHub} trans={trans} />
        {snippet && !isInTitle ? (
          <div className="jp-Atrium-Card-snippet">
            <Marked snippet={snippet} />
          </div>
        ) : (
          <div className="jp-Atrium-Card-summary" dir="auto">
            {work.card.summary}
          </div>
        )}
        {copyFolder !== null && (
          <div className="jp-Atrium-Card-copy">
            <bdi>{trans.__('Copy in %1', copyFolder === '' ? '/' : copyFolder)}</bdi>
          </div>
        )}
      </div>
      <CardButtons work={work} hasCopy={copyFolder !== null} actions={props.actions} trans={trans} />
    </div>
  );
}

function CardMeta({
  work,
  isForeign,
  trans
}: {
  work: Work;
  isForeign: boolean;
  trans: TranslationBundle;
}): JSX.Element {
  const authors = work.card.authors.map(author => author.name).join(', ');
  return (
    <div className="jp-Atrium-Card-meta">
      {isForeign && <globeIcon.react tag="span" title={trans.__('From another hub')} />}
      <span className="jp-Atrium-ellipsis">
        <bdi>{authors}</bdi>
        {' · '}
        {isForeign ? (
          <bdi>{hubHost(work.hub.id)}</bdi>
        ) : (
          <time dateTime={work.updatedAt} title={formatTime(work.updatedAt)}>
            {formatAge(work.updatedAt, trans)}
          </time>
        )}
      </span>
    </div>
  );
}

type CardButtonsProps = Pick<CardProps, 'work' | 'actions' | 'trans'> & { hasCopy: boolean };

/** For the mouse: the keys of the article do the same. Small, so that most of the card still opens the page. */
function CardButtons({ work, hasCopy, actions, trans }: CardButtonsProps): JSX.Element {
  const run = (act: (work: Work) => void) => (event: React.MouseEvent) => {
    event.stopPropagation();
    act(work);
  };
  const label = hasCopy ? trans.__('Go to your copy') : trans.__('Open a copy');
  return (
    <div className="jp-Atrium-Card-buttons">
      <button
        type="button"
        className="jp-Atrium-iconButton jp-mod-small"
        tabIndex={-1}
        aria-label={label}
        title={label}
        onClick={run(actions.openCopy)}
      >
        {hasCopy ? <folderIcon.react tag="span" /> : <copyIcon.react tag="span" />}
      </button>
      <button
        type="button"
        className="jp-Atrium-iconButton jp-mod-small"
        tabIndex={-1}
        aria-label={trans.__('More actions')}
        title={trans.__('More actions')}
        onClick={event => {
          event.stopPropagation();
          openMenu(event.currentTarget);
        }}
      >
        <ellipsesIcon.react tag="span" />
      </button>
    </div>
  );
}
