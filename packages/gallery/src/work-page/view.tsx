// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { TabList, tabId, tabPanelId, formatAge, formatCount, formatTime } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { hubHost } from '../formats';
import { CiteTab } from './cite-tab';
import { documentsOf } from './documents';
import { FilesTab } from './files-tab';
import { Gone } from './gone';
import { Lineage } from './lineage';
import type { PageTab, WorkPageModel } from './model';
import { ReadTab } from './read-tab';
import type { SideProps } from './side';
import { Side } from './side';
import { Versions } from './versions';
import { WillItRun } from './will-it-run';
import { Withdrawn } from './withdrawn';

/** What the page lets people do; the same functions as long as the page is open. */
export type WorkPageActions = {
  openWork: (work: string) => void;
  openRelease: (label: string) => void;
  copy: (text: string) => void;
  download: (path: string) => void;
  logIn: () => void;
  goToHeading: (name: string) => void;
  /** What authors do to their works; null where nothing here publishes. */
  author: {
    /** Without a label: the work. */
    withdraw: (label?: string) => void;
    restore: (label?: string) => void;
    /** Null where audiences say nothing. */
    changeAudience: (() => void) | null;
  } | null;
};

export type WorkPageViewProps = {
  model: WorkPageModel;
  idPrefix: string;
  side: Omit<SideProps, 'work' | 'page' | 'trans' | 'openWork' | 'willItRun' | 'changeAudience'>;
  actions: WorkPageActions;
  trans: TranslationBundle;
};

/** The page of a work. */
export function WorkPageView(props: WorkPageViewProps): JSX.Element {
  const { model, side, actions, trans } = props;
  const { card, page, error } = model;
  const isGone = error !== null && page === null;
  return (
    <div className="jp-Atrium-WorkPage-grid">
      <PageHead model={model} actions={actions} trans={trans} />
      {card && !isGone && (
        <Side
          {...side}
          work={card}
          page={page}
          willItRun={<PageFit {...props} />}
          openWork={actions.openWork}
          changeAudience={page?.can.edit ? (actions.author?.changeAudience ?? null) : null}
          trans={trans}
        />
      )}
      <div className="jp-Atrium-WorkPage-body">
        {isGone && (
          <Gone
            error={error}
            address={model.address}
            logIn={actions.logIn}
            retry={() => void model.load()}
            trans={trans}
          />
        )}
        {!isGone && !page && <PageSkeleton trans={trans} />}
        {page && <PageTabs {...props} />}
      </div>
    </div>
  );
}

function PageFit({ model, actions, trans }: WorkPageViewProps): JSX.Element | null {
  const { card, preflight, reading } = model;
  return (
    card && (
      <WillItRun
        state={preflight.state}
        notes={preflight.notesOf(reading?.path ?? '')}
        needs={card.card.needs}
        bytes={card.bytes}
        copy={actions.copy}
        openFile={path => void model.openFile(path)}
        retry={() => void preflight.look(card)}
        trans={trans}
      />
    )
  );
}

function PageHead({ model, actions, trans }: Pick<WorkPageViewProps, 'model' | 'actions' | 'trans'>): JSX.Element {
  const { card, label } = model;
  const isNewest = card === null || label === card.label;
  return (
    <div className="jp-Atrium-WorkPage-head">
      <h1 tabIndex={-1} dir="auto">
        {model.title || trans.__('Work')}
      </h1>
      {card && (
        <>
          <p className="jp-Atrium-WorkPage-lead" dir="auto">
            {card.card.summary}
          </p>
          <p className="jp-Atrium-WorkPage-by">
            {card.card.authors.map((author, index) => (
              <React.Fragment key={index}>
                <bdi>{author.name}</bdi>
                <span className="jp-Atrium-WorkPage-dot">·</span>
              </React.Fragment>
            ))}
            <time dateTime={card.updatedAt} title={formatTime(card.updatedAt)}>
              {trans.__('Release %1, %2', card.label, formatAge(card.updatedAt, trans))}
            </time>
          </p>
        </>
      )}
      {model.page?.withdrawal && (
        <Withdrawn withdrawal={model.page.withdrawal} restore={actions.author?.restore ?? null} trans={trans} />
      )}
      {card && !isNewest && (
        <p className="jp-Atrium-bar" role="status">
          <span>
            {trans.__('You are reading %1.', label ?? '')}{' '}
            <button type="button" className="jp-Atrium-link" onClick={() => void model.setLabel(card.label)}>
              {trans.__('Read the newest, %1', card.label)}
            </button>
          </span>
        </p>
      )}
    </div>
  );
}

function PageSkeleton({ trans }: { trans: TranslationBundle }): JSX.Element {
  return (
    <div className="jp-Atrium-Skeleton jp-Atrium-WorkPage-skeleton" role="img" aria-label={trans.__('Loading')}>
      {[60, 90, 80, 40].map(width => (
        <div key={width} className="jp-Atrium-skeleton" style={{ inlineSize: `${width}%` }} />
      ))}
    </div>
  );
}

function PageTabs(props: WorkPageViewProps): JSX.Element {
  const { model, idPrefix, trans } = props;
  const { card, tab } = model;
  const tabs: { id: PageTab; title: string; count?: string }[] = [
    { id: 'read', title: trans.__('Read') },
    { id: 'files', title: trans.__('Files'), count: formatCount(model.release?.files ?? card?.files ?? 0) },
    { id: 'versions', title: trans.__('Versions'), count: formatCount(card?.releases ?? 0) },
    { id: 'lineage', title: trans.__('Lineage') },
    { id: 'cite', title: trans.__('Cite') }
  ];
  return (
    <>
      <TabList
        label={trans.__('Parts of this work')}
        tabs={tabs}
        current={tab}
        idPrefix={idPrefix}
        onSelect={id => model.setTab(id as PageTab)}
      />
      <div
        id={tabPanelId(idPrefix, tab)}
        className="jp-Atrium-WorkPage-tab"
        role="tabpanel"
        aria-labelledby={tabId(idPrefix, tab)}
      >
        <TabContent {...props} />
      </div>
    </>
  );
}

function TabContent(props: WorkPageViewProps): JSX.Element | null {
  const { model, actions, trans } = props;
  const { page, release, releaseError } = model;
  switch (model.tab) {
    case 'lineage':
      return page && <Lineage page={page} openWork={actions.openWork} trans={trans} />;
    case 'cite':
      return page && <CiteTab work={page} copy={actions.copy} trans={trans} />;
    case 'versions':
      return <VersionsContent {...props} />;
    case 'read':
    case 'files':
      return release && !releaseError ? <Content {...props} /> : <Waiting {...props} retry={() => void model.load()} />;
  }
}

function VersionsContent(props: WorkPageViewProps): JSX.Element {
  const { model, actions, trans } = props;
  const { page, releases } = model;
  return releases ? (
    <Versions
      releases={releases}
      label={model.label}
      read={label => void model.setLabel(label)}
      openCopy={actions.openRelease}
      comparison={model.comparison}
      compare={labels => void model.compare(labels)}
      author={page?.can.withdraw ? actions.author : null}
      trans={trans}
    />
  ) : (
    <Waiting {...props} retry={() => model.setTab('versions')} />
  );
}

function Content({ model, actions, trans }: WorkPageViewProps): JSX.Element {
  const entries = model.release?.entries ?? [];
  const documents = React.useMemo(() => documentsOf(entries), [entries]);
  return model.tab === 'read' ? (
    <ReadTab
      documents={documents}
      reading={model.reading}
      target={model.target}
      read={path => void model.read(path)}
      goToHeading={actions.goToHeading}
      showFiles={() => model.setTab('files')}
      trans={trans}
    />
  ) : (
    <FilesTab
      entries={entries}
      viewing={model.viewing}
      view={path => void model.view(path)}
      download={actions.download}
      trans={trans}
    />
  );
}

/** Not here yet, or not to be had: the home hub may be away. */
function Waiting({ model, trans, retry }: WorkPageViewProps & { retry: () => void }): JSX.Element {
  const { card, releaseError } = model;
  if (!releaseError) {
    return <PageSkeleton trans={trans} />;
  }
  const words =
    releaseError.code === 'hub-unreachable' && card
      ? trans.__('%1 does not answer. This is what is kept here.', hubHost(card.hub.id))
      : releaseError.message;
  return (
    <p role="status">
      {words}{' '}
      <button type="button" className="jp-Atrium-link" onClick={retry}>
        {trans.__('Try again')}
      </button>
    </p>
  );
}
