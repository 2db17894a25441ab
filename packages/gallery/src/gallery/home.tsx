// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Collection, Home, Work } from '@jupyter-atrium/api';
import { formatCount } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { Section } from '../section';
import type { CardProps } from './card';
import { Card } from './card';
import { answerCardKey } from './card-keys';

/** The sections of the start, in the order the person set. */
export type StartSection = 'featured' | 'new' | 'otherHubs' | 'collections';

const SHOWN: Readonly<Record<StartSection, number>> = { featured: 3, new: 5, otherHubs: 3, collections: 100 };

export type HomeProps = {
  home: Home;
  sections: readonly StartSection[];
  ownHub: string | null;
  current: string | null;
  copyFolder: (work: Work) => string | null;
  covers: CardProps['covers'];
  actions: CardProps['actions'];
  showAll: () => void;
  showOtherHubs: () => void;
  showCollection: (collection: Collection) => void;
  trans: TranslationBundle;
};

/** What the gallery shows before anything is typed. */
export function HomeView(props: HomeProps): JSX.Element {
  const feed = React.useRef<HTMLDivElement>(null);
  const works = React.useMemo(() => shownWorks(props.home, props.sections), [props.home, props.sections]);
  return (
    <div
      ref={feed}
      className="jp-Atrium-Home"
      onKeyDown={event => {
        const index = works.findIndex(({ key }) => key === (event.target as HTMLElement).dataset.key);
        const act = (at: number, run: (work: Work) => void): void => {
          const shown = works[at];
          if (shown) {
            run(shown.work);
          }
        };
        const keys = {
          focus: (at: number) => focusCard(feed.current, works[at]?.key),
          open: (at: number) => act(at, props.actions.openWork),
          openCopy: (at: number) => act(at, props.actions.openCopy)
        };
        if (index >= 0 && answerCardKey(event.nativeEvent, index, works.length, keys)) {
          event.preventDefault();
        }
      }}
    >
      {props.sections.map(section => (
        <HomeSection key={section} section={section} first={works[0]?.key} {...props} />
      ))}
    </div>
  );
}

function HomeSection({
  section,
  ...props
}: HomeProps & { section: StartSection; first: string | undefined }): JSX.Element | null {
  const { home, trans } = props;
  if (section === 'collections') {
    return home.collections.length > 0 ? <Collections {...props} /> : null;
  }
  const works = worksOf(home, section);
  if (works.length === 0) {
    return null;
  }
  const { title, total, show } = sectionHead(section, props);
  const all = (
    <button type="button" className="jp-Atrium-link" onClick={show}>
      {trans.__('All %1', formatCount(total))}
    </button>
  );
  return (
    <Section title={title} end={all}>
      <div role="feed" aria-label={title}>
        {works.map((work, index) => (
          <article
            key={work.id}
            className="jp-Atrium-Card"
            data-work={work.id}
            data-own={props.actions.ownState(work)}
            data-key={`${section} ${work.id}`}
            aria-label={work.card.title}
            aria-posinset={index + 1}
            aria-setsize={total}
            tabIndex={props.first === `${section} ${work.id}` ? 0 : -1}
            onClick={() => props.actions.openWork(work)}
          >
            <Card
              work={work}
              isSlim={section === 'new'}
              isCurrent={props.current === work.id}
              ownHub={props.ownHub}
              copyFolder={props.copyFolder(work)}
              covers={props.covers}
              actions={props.actions}
              trans={trans}
            />
          </article>
        ))}
      </div>
    </Section>
  );
}

type SectionHead = { title: string; total: number; show: () => void };

function sectionHead(section: Exclude<StartSection, 'collections'>, props: HomeProps): SectionHead {
  const { home, trans } = props;
  switch (section) {
    case 'featured': {
      const collection = home.featured?.collection;
      return {
        title: trans.__('Featured'),
        total: collection?.works ?? 0,
        show: () => collection && props.showCollection(collection)
      };
    }
    case 'new':
      return { title: trans.__('New here'), total: home.totals.works + home.totals.otherHubs, show: props.showAll };
    case 'otherHubs':
      return { title: trans.__('From other hubs'), total: home.totals.otherHubs, show: props.showOtherHubs };
  }
}

function Collections({ home, showCollection, trans }: HomeProps): JSX.Element {
  return (
    <Section title={trans.__('Collections')} end={formatCount(home.collections.length)} isOpenFirst={false}>
      <ul className="jp-Atrium-Home-collections">
        {home.collections.map(collection => (
          <li key={collection.id}>
            <button type="button" onClick={() => showCollection(collection)}>
              <bdi className="jp-Atrium-ellipsis">{collection.title}</bdi>
              <span className="jp-Atrium-meta">{formatCount(collection.works)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function worksOf(home: Home, section: StartSection): readonly Work[] {
  const works: Record<StartSection, readonly Work[]> = {
    featured: home.featured?.works ?? [],
    new: home.newest,
    otherHubs: home.otherHubs,
    collections: []
  };
  return works[section].slice(0, SHOWN[section]);
}

/** The works of all sections in the order of the screen; one may stand in two of them. */
function shownWorks(home: Home, sections: readonly StartSection[]): { key: string; work: Work }[] {
  return sections.flatMap(section => worksOf(home, section).map(work => ({ key: `${section} ${work.id}`, work })));
}

/** Moves focus, and with it the one tab stop. */
function focusCard(feed: HTMLElement | null, key: string | undefined): void {
  const cards = Array.from(feed?.querySelectorAll<HTMLElement>('[data-key]') ?? []);
  const next = cards.find(card => card.dataset.key === key);
  if (next) {
    cards.forEach(card => (card.tabIndex = card === next ? 0 : -1));
    next.focus();
  }
}
