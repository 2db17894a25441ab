// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Choice, Report } from '@jupyter-atrium/api';
import { CodeDiff, type CellComparison, type Comparison, NotebookDiff, formatAge } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { Conflict } from './conflict-view';
import { type ReviewFile, groupFiles } from './review-files';
import type { ReviewState } from './review-model';
import { cellWords, fileSentence, fileWords, groupWords, sentence } from './words';

export type ReviewActions = {
  look: () => void;
  select: (path: string) => void;
  choose: (conflict: string, choice: Choice) => void;
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
  const { phase, plan } = state;
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
    default: {
      const report = phase.at === 'done' || phase.at === 'undoing' ? phase.applied.report : plan?.report;
      return report ? <Review {...props} report={report} /> : <Says words="" />;
    }
  }
}

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

function Review(props: ReviewProps & { report: Report }): JSX.Element {
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

function Head({ state, report, actions, trans }: ReviewProps & { report: Report }): JSX.Element {
  const { status, newest, plan, phase } = state;
  const isDone = phase.at === 'done' || phase.at === 'undoing';
  const error = phase.at === 'ready' || phase.at === 'done' ? phase.error : null;
  return (
    <header className="jp-Atrium-Review-head">
      <div>
        <h1 tabIndex={-1}>
          <bdi>{status?.title}</bdi>
          {plan && trans.__(': %1 → %2', plan.from.label, plan.to.label)}
        </h1>
        <p role="status">{error ? error.message : sentence(report, isDone, trans)}</p>
        {newest && newest.note !== '' && (
          <p className="jp-Atrium-meta">
            <q>
              <bdi>{newest.note}</bdi>
            </q>
            {newest.publishedAt && ` ${formatAge(newest.publishedAt, trans)}`}
          </p>
        )}
      </div>
      <div className="jp-Atrium-Review-acts">
        {isDone ? (
          <>
            <button type="button" className="jp-Atrium-button" disabled={phase.at === 'undoing'} onClick={actions.undo}>
              {trans.__('Undo the update')}
            </button>
            <button type="button" className="jp-Atrium-button jp-mod-primary" onClick={actions.close}>
              {trans.__('Close')}
            </button>
          </>
        ) : (
          <Ready state={state} actions={actions} trans={trans} />
        )}
      </div>
    </header>
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
  const isDone = state.phase.at === 'done' || state.phase.at === 'undoing';
  return (
    <nav className="jp-Atrium-Review-files" aria-label={trans.__('Files in this update')}>
      {groups.map(({ kind, files }) => (
        <section key={kind}>
          <h2>{groupWords(kind, isDone, trans)}</h2>
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

function FileChanges({ file, state, actions, trans }: ReviewProps & { file: ReviewFile }): JSX.Element {
  const { plan, options, lines, phase } = state;
  const { path, fate, pending } = file;
  const labels = { from: plan?.from.label ?? '', to: plan?.to.label ?? '' };
  const words = fate ? fileSentence(fate, trans) : '';
  const canChoose = phase.at === 'ready';
  return (
    <div className="jp-Atrium-Review-changes" role="list" aria-label={trans.__('Changes in %1', path)}>
      {words !== '' && (
        <p className="jp-Atrium-Review-fate">
          {words}{' '}
          {fate?.fate === 'restored' && canChoose && (
            <button type="button" className="jp-Atrium-link" onClick={() => actions.leaveDeleted(path, true)}>
              {trans.__('Leave deleted')}
            </button>
          )}
        </p>
      )}
      {lines &&
        pending.map(each => (
          <Conflict
            key={each.id}
            pending={each}
            choice={options.choices[each.id] ?? null}
            choose={canChoose ? choice => actions.choose(each.id, choice) : null}
            labels={labels}
            lines={lines}
            trans={trans}
          />
        ))}
      <Compared file={file} comparison={state.comparisons.get(path) ?? null} labels={labels} trans={trans} />
    </div>
  );
}

function Compared(props: {
  file: ReviewFile;
  comparison: Comparison | null;
  labels: { from: string; to: string };
  trans: TranslationBundle;
}): JSX.Element {
  const { file, comparison, trans } = props;
  if (!comparison) {
    return (
      <p className="jp-Atrium-meta" aria-busy="true">
        {trans.__('Comparing…')}
      </p>
    );
  }
  const { body } = comparison;
  switch (body.kind) {
    case 'text':
      return <CodeDiff lines={body.lines} trans={trans} />;
    case 'unseen':
      return <p className="jp-Atrium-meta">{trans.__('What is in this file cannot be compared here.')}</p>;
    case 'notebook': {
      const say = (cell: CellComparison): readonly [string, string] | null => sayOf(file, cell, trans);
      const names = { before: trans.__('Now'), after: trans.__('After the update') };
      return <NotebookDiff body={body} names={names} say={say} trans={trans} />;
    }
  }
}

/** What the merge did with a cell that differs: found by its place after the update, or before it if it goes. */
function sayOf({ fate }: ReviewFile, cell: CellComparison, trans: TranslationBundle): readonly [string, string] | null {
  const place = (cell.numbers[0] ?? 0) - 1;
  const found = fate?.cells.find(each => (cell.kind === 'removed' ? each.mine.includes(place) : each.index === place));
  return found ? cellWords(found, trans) : null;
}
