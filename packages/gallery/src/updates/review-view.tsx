// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Choice, Decision, Newest, Pending, Report } from '@jupyter-atrium/api';
import { formatAge } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { FileChanges } from './file-changes';
import { groupFiles } from './review-files';
import { type ReviewState, pendingOf } from './review-model';
import { fileWords, groupWords, sentence, waitingWords } from './words';

export type ReviewActions = {
  look: () => void;
  select: (path: string) => void;
  choose: (conflict: string, choice: Choice) => void;
  decide: (pending: Pending, choice: Decision['choice']) => void;
  leaveDeleted: (path: string, isLeft: boolean) => void;
  apply: () => void;
  undo: () => void;
  close: () => void;
  open: (path: string) => void;
};

export type ReviewProps = { state: ReviewState; actions: ReviewActions; trans: TranslationBundle };

/** What an update will do, or did; each cell that differs, and each thing to decide. */
export function ReviewView(props: ReviewProps): JSX.Element {
  const { state, actions, trans } = props;
  const { phase } = state;
  switch (phase.at) {
    case 'looking':
      return <Says words={trans.__('Looking at what would change…')} isBusy />;
    case 'failed':
      return (
        <Says words={phase.error.message}>
          <button type="button" className="jp-Atrium-button" onClick={actions.look}>
            {trans.__('Try again')}
          </button>
        </Says>
      );
    case 'idle':
      return <Says words={idleWords(phase.why, trans)} />;
    case 'undone':
      return <Says words={trans.__('Back to %1. What you edited since is kept.', phase.label)} />;
    default:
      return <Review {...props} report={reportOf(state)} />;
  }
}

type Shown = Pick<Report, 'counts' | 'files' | 'pending'>;

/** What is shown: what would be done, or was, and what waits by now. */
function reportOf(state: ReviewState): Shown {
  const { phase, plan } = state;
  const report = phase.at === 'done' || phase.at === 'undoing' ? phase.applied.report : plan?.report;
  const pending = [...pendingOf(state)];
  return { files: report?.files ?? [], pending, counts: { ...(report?.counts ?? NOTHING), toDecide: pending.length } };
}

const NOTHING = { fixes: 0, kept: 0, toDecide: 0, lost: 0 };

function idleWords(why: 'current' | 'withdrawn' | 'hidden', trans: TranslationBundle): string {
  switch (why) {
    case 'current':
      return trans.__('Your copy is up to date.');
    case 'withdrawn':
      return trans.__('Its author withdrew this work. Your copy stays as it is.');
    case 'hidden':
      return trans.__('This hub does not show you the work of this copy. Your copy stays as it is.');
  }
}

function Says({
  words,
  isBusy = false,
  children
}: React.PropsWithChildren<{ words: string; isBusy?: boolean }>): JSX.Element {
  return (
    <div className="jp-Atrium-say" role="status" aria-busy={isBusy}>
      <strong>{words}</strong>
      {children}
    </div>
  );
}

function Review(props: ReviewProps & { report: Shown }): JSX.Element {
  const { report, state } = props;
  const groups = groupFiles(report);
  const file = groups.flatMap(({ files }) => files).find(({ path }) => path === state.selected);
  return (
    <div className="jp-Atrium-Review">
      <Head {...props} />
      <div className="jp-Atrium-Review-body">
        <Files {...props} groups={groups} />
        {file && <FileChanges key={file.path} {...props} file={file} />}
      </div>
    </div>
  );
}

function Head({ state, report, actions, trans }: ReviewProps & { report: Shown }): JSX.Element {
  const { status, plan } = state;
  return (
    <header className="jp-Atrium-Review-head">
      <div>
        <h1 tabIndex={-1}>
          <bdi>{status?.title}</bdi>
          {plan && trans.__(': %1 → %2', plan.from.label, plan.to.label)}
        </h1>
        <p role="status">{headWords(state, report, trans)}</p>
        <Note newest={state.newest} trans={trans} />
      </div>
      <div className="jp-Atrium-Review-acts">
        {state.phase.at === 'ready' || state.phase.at === 'applying' ? (
          <Ready state={state} actions={actions} trans={trans} />
        ) : (
          <Settled state={state} actions={actions} trans={trans} />
        )}
      </div>
    </header>
  );
}

function headWords({ phase }: ReviewState, report: Shown, trans: TranslationBundle): string {
  if ('error' in phase && phase.error) {
    return phase.error.message;
  }
  return phase.at === 'deciding' ? waitingWords(report, trans) : sentence(report, isDone(phase), trans);
}

function isDone({ at }: ReviewState['phase']): boolean {
  return at === 'done' || at === 'undoing';
}

function Note({ newest, trans }: { newest: Newest | null; trans: TranslationBundle }): JSX.Element | null {
  return newest && newest.note !== '' ? (
    <p className="jp-Atrium-meta">
      <q>
        <bdi>{newest.note}</bdi>
      </q>
      {newest.publishedAt && ` ${formatAge(newest.publishedAt, trans)}`}
    </p>
  ) : null;
}

function Settled({ state, actions, trans }: ReviewProps): JSX.Element {
  const { phase } = state;
  return (
    <>
      {isDone(phase) && (
        <button type="button" className="jp-Atrium-button" disabled={phase.at === 'undoing'} onClick={actions.undo}>
          {trans.__('Undo the update')}
        </button>
      )}
      <button type="button" className="jp-Atrium-button jp-mod-primary" onClick={actions.close}>
        {trans.__('Close')}
      </button>
    </>
  );
}

function Ready({ state, actions, trans }: ReviewProps): JSX.Element {
  const { phase } = state;
  const isStale = phase.at === 'ready' && phase.error?.code === 'plan-stale';
  const isApplying = phase.at === 'applying';
  return (
    <>
      <button type="button" className="jp-Atrium-button" disabled={isApplying} onClick={actions.close}>
        {trans.__('Not now')}
      </button>
      <button
        type="button"
        className="jp-Atrium-button jp-mod-primary"
        data-part="apply"
        disabled={isApplying}
        aria-busy={isApplying}
        onClick={isStale ? actions.look : actions.apply}
      >
        {isApplying ? trans.__('Updating…') : isStale ? trans.__('Look again') : trans.__('Apply update')}
      </button>
    </>
  );
}

function Files({
  state,
  groups,
  actions,
  trans
}: ReviewProps & { groups: ReturnType<typeof groupFiles> }): JSX.Element {
  return (
    <nav className="jp-Atrium-Review-files" aria-label={trans.__('Files in this update')}>
      {groups.map(({ kind, files }) => (
        <section key={kind}>
          <h2>{groupWords(kind, isDone(state.phase), trans)}</h2>
          {files.map(file => (
            <button
              key={file.path}
              type="button"
              aria-current={file.path === state.selected}
              onClick={() => actions.select(file.path)}
            >
              <bdi className="jp-Atrium-ellipsis" title={file.path}>
                {file.path}
              </bdi>
              <span className="jp-Atrium-meta">{fileWords(file, trans)}</span>
            </button>
          ))}
        </section>
      ))}
    </nav>
  );
}
