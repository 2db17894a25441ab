// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { AtriumError } from '@jupyter-atrium/connection';
import type { Draft, Work } from '@jupyter-atrium/api';
import { formatCount, updateIcon } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import { type LabIcon, folderIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import { audienceName } from '../audience';
import type { Covers } from '../covers';
import { answerCardKey } from '../gallery/card-keys';
import { Cover } from '../gallery/cover';
import { Failed } from '../gallery/says';
import { Skeleton } from '../gallery/skeleton';
import { Section } from '../section';
import { workIdIn } from '../work-id';
import { type Copy, hasUpdate, waits } from './model';

/** What the tab Mine lets people do. */
export type MineActions = {
  /** How a work stands that the person may act on. */
  ownState: (work: Work) => Work['state'] | undefined;
  openWork: (work: string) => void;
  goToCopy: (copy: Copy) => void;
  review: (copy: Copy) => void;
  /** Null: nobody here can publish. */
  continueDraft: ((draft: Draft) => void) | null;
};

export type MineViewProps = {
  /** Null while they are looked for. */
  copies: readonly Copy[] | null;
  published: readonly Work[] | null;
  drafts: readonly Draft[];
  error: AtriumError | null;
  copiesError: AtriumError | null;
  covers: Covers;
  actions: MineActions;
  retry: () => void;
  copyDetails: () => void;
  trans: TranslationBundle;
};

/** What is a person's own: copies, published works, drafts. */
export function MineView(props: MineViewProps): JSX.Element {
  const { copies, published, error, copiesError, trans } = props;
  const list = React.useRef<HTMLDivElement>(null);
  if (error && published === null) {
    return <Failed error={error} retry={props.retry} copyDetails={props.copyDetails} trans={trans} />;
  }
  if (published === null && copies === null && !copiesError) {
    return <Skeleton sections={[trans.__('My copies'), trans.__('Published by me')]} trans={trans} />;
  }
  if (isEmpty(props)) {
    return (
      <div className="jp-Atrium-say">
        <strong>{trans.__('Nothing of yours here yet.')}</strong>
        <span>{trans.__('Copies you open and works you publish appear here.')}</span>
      </div>
    );
  }
  return (
    <div ref={list} className="jp-Atrium-Mine" onKeyDown={event => onKeyDown(event, list.current)}>
      {copiesError ? <CopiesFailed {...props} /> : <Copies {...props} />}
      <Published {...props} />
      <Drafts {...props} />
    </div>
  );
}

/** Everything has arrived, and there is nothing. */
function isEmpty({ copies, published, drafts, copiesError }: MineViewProps): boolean {
  return copies?.length === 0 && !copiesError && !published?.length && drafts.length === 0;
}

function CopiesFailed({ copiesError, retry, trans }: MineViewProps): JSX.Element {
  return (
    <Section title={trans.__('My copies')}>
      <div className="jp-Atrium-Mine-note">
        {copiesError?.message}{' '}
        <button type="button" className="jp-Atrium-link" onClick={retry}>
          {trans.__('Try again')}
        </button>
      </div>
    </Section>
  );
}

function Copies({ copies, covers, actions, trans }: MineViewProps): JSX.Element | null {
  if (!copies || copies.length === 0) {
    return null;
  }
  return (
    <Section title={trans.__('My copies')} end={formatCount(copies.length)}>
      <div role="feed" aria-label={trans.__('My copies')}>
        {copies.map((copy, index) => (
          <MineCard
            key={copy.local.copy}
            position={[index + 1, copies.length]}
            title={copy.local.title}
            work={workIdIn(copy.local.work)}
            cover={copy.newest?.cover ?? null}
            meta={copy.local.folder === '' ? '/' : copy.local.folder}
            state={copyState(copy, trans)}
            covers={covers}
            open={() => actions.openWork(copy.local.work)}
            button={
              waits(copy)
                ? {
                    label: hasUpdate(copy) ? trans.__('Review update') : trans.__('Decide'),
                    icon: updateIcon,
                    act: () => actions.review(copy)
                  }
                : { label: trans.__('Go to your copy'), icon: folderIcon, act: () => actions.goToCopy(copy) }
            }
          />
        ))}
      </div>
    </Section>
  );
}

/** What has become of the copy's work; empty while nobody knows. */
function copyState(copy: Copy, trans: TranslationBundle): string {
  const { local, newest } = copy;
  if (local.toDecide > 0) {
    return trans._n('%1 to decide', '%1 to decide', local.toDecide);
  }
  if (!newest) {
    return '';
  }
  if (newest.state !== 'live') {
    return trans.__('withdrawn by its author');
  }
  return hasUpdate(copy) ? trans.__('%1, newest is %2', local.label, newest.label ?? '') : trans.__('up to date');
}

function Published({ published, covers, actions, trans }: MineViewProps): JSX.Element | null {
  if (!published || published.length === 0) {
    return null;
  }
  return (
    <Section title={trans.__('Published by me')} end={formatCount(published.length)}>
      <div role="feed" aria-label={trans.__('Published by me')}>
        {published.map((work, index) => (
          <MineCard
            key={work.id}
            position={[index + 1, published.length]}
            title={work.card.title}
            work={work.id}
            cover={work.card.cover}
            own={actions.ownState(work)}
            meta={publishedMeta(work, trans)}
            covers={covers}
            open={() => actions.openWork(work.id)}
          />
        ))}
      </div>
    </Section>
  );
}

function publishedMeta(work: Work, trans: TranslationBundle): string {
  if (work.state !== 'live') {
    return trans.__('%1 · withdrawn', work.label);
  }
  const copies = trans._n('%2 copy', '%2 copies', work.copies, formatCount(work.copies));
  return trans.__('%1 · %2 · %3', work.label, audienceName(work.audience, trans), copies);
}

function Drafts({ drafts, actions, trans }: MineViewProps): JSX.Element | null {
  if (drafts.length === 0) {
    return null;
  }
  return (
    <Section title={trans.__('Drafts')} end={formatCount(drafts.length)}>
      <ul>
        {drafts.map(draft => (
          <li key={draft.id} className="jp-Atrium-Mine-draft">
            <bdi className="jp-Atrium-Card-title">{draft.title}</bdi>
            <span className="jp-Atrium-Mine-stopped">
              {draftWords(draft, trans)}{' '}
              {actions.continueDraft && (
                <button type="button" className="jp-Atrium-link" onClick={() => actions.continueDraft?.(draft)}>
                  {trans.__('Continue')}
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function draftWords(draft: Draft, trans: TranslationBundle): string {
  if (draft.state === 'sealed') {
    return trans.__('Everything is sent; nothing is published yet.');
  }
  return draft.total
    ? trans.__('Publishing stopped at %1 %.', Math.floor((100 * draft.received) / draft.total))
    : trans.__('Publishing stopped.');
}

type MineCardProps = {
  position: [number, number];
  title: string;
  work: string | null;
  /** How the work stands, if it is one to act on. */
  own?: Work['state'] | undefined;
  cover: string | null;
  meta: string;
  /** Stays readable however long the line before it is. */
  state?: string;
  covers: Covers;
  open: () => void;
  button?: { label: string; icon: LabIcon; act: () => void };
};

function MineCard(props: MineCardProps): JSX.Element {
  const { position, title, work, button } = props;
  return (
    <article
      className="jp-Atrium-Card"
      data-work={work ?? undefined}
      data-own={props.own}
      aria-label={title}
      aria-posinset={position[0]}
      aria-setsize={position[1]}
      tabIndex={position[0] === 1 ? 0 : -1}
      onClick={props.open}
    >
      <div className="jp-Atrium-Card-content jp-mod-slim">
        <Cover work={work ?? ''} cover={work === null ? null : props.cover} covers={props.covers} />
        <div className="jp-Atrium-Card-text">
          <div className="jp-Atrium-Card-title" dir="auto" title={title}>
            {title}
          </div>
          <div className="jp-Atrium-Card-meta">
            <bdi className="jp-Atrium-ellipsis" title={props.meta}>
              {props.meta}
            </bdi>
            {props.state && <span className="jp-Atrium-Mine-state">{` · ${props.state}`}</span>}
          </div>
        </div>
        {button && (
          <div className="jp-Atrium-Card-buttons">
            <button
              type="button"
              className="jp-Atrium-iconButton jp-mod-small"
              tabIndex={-1}
              aria-label={button.label}
              title={button.label}
              onClick={event => {
                event.stopPropagation();
                button.act();
              }}
            >
              <button.icon.react tag="span" />
            </button>
          </div>
        )}
      </div>
    </article>
  );
}

/** The keys of a card, found by its place among the cards on the screen. */
function onKeyDown(event: React.KeyboardEvent, list: HTMLElement | null): void {
  const cards = Array.from(list?.querySelectorAll<HTMLElement>('[role="feed"] > article') ?? []);
  const index = cards.findIndex(card => card === event.target);
  const keys = {
    focus: (at: number) => cards[at]?.focus(),
    open: (at: number) => cards[at]?.click(),
    openCopy: (at: number) => cards[at]?.querySelector<HTMLElement>('button')?.click()
  };
  if (index >= 0 && answerCardKey(event.nativeEvent, index, cards.length, keys)) {
    event.preventDefault();
  }
}
