// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Choice, Decision, Pending } from '@jupyter-atrium/api';
import { CodeDiff, type CellComparison, type Comparison, NotebookDiff } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { Conflict } from './conflict-view';
import type { ReviewFile } from './review-files';
import type { ReviewProps } from './review-view';
import { cellWords, fileSentence } from './words';

/** What an update does to one file: what is to decide, then what differs. */
export function FileChanges(props: ReviewProps & { file: ReviewFile }): JSX.Element {
  const { file, state, trans } = props;
  const { plan } = state;
  const labels = { from: plan?.from.label ?? '', to: plan?.to.label ?? '' };
  const comparison = state.comparisons.get(file.path) ?? null;
  return (
    <div className="jp-Atrium-Review-changes" role="list" aria-label={trans.__('Changes in %1', file.path)}>
      <FileFateLine {...props} />
      {file.pending.map(pending => (
        <ToDecide key={pending.id} {...props} pending={pending} labels={labels} />
      ))}
      {plan && <Compared file={file} comparison={comparison} labels={labels} trans={trans} />}
    </div>
  );
}

function FileFateLine({ file, state, actions, trans }: ReviewProps & { file: ReviewFile }): JSX.Element | null {
  const { path, fate } = file;
  const words = fate ? fileSentence(fate, trans) : '';
  const canLeave = fate?.fate === 'restored' && state.phase.at === 'ready';
  return words === '' ? null : (
    <p className="jp-Atrium-Review-fate">
      {words}{' '}
      {canLeave && (
        <button type="button" className="jp-Atrium-link" onClick={() => actions.leaveDeleted(path, true)}>
          {trans.__('Leave deleted')}
        </button>
      )}
    </p>
  );
}

/** Before the update is applied a choice is part of the plan; afterwards it is carried out at once. */
function ToDecide(
  props: ReviewProps & { pending: Pending; labels: { readonly from: string; readonly to: string } }
): JSX.Element | null {
  const { pending, labels, state, actions, trans } = props;
  const { at } = state.phase;
  const isApplied = at === 'done' || at === 'deciding';
  const canChoose = isApplied || at === 'ready';
  const choose = (choice: Decision['choice']): void =>
    isApplied ? actions.decide(pending, choice) : actions.choose(pending.id, choice as Choice);
  return state.lines ? (
    <Conflict
      pending={pending}
      choice={state.options.choices[pending.id] ?? null}
      choose={canChoose ? choose : null}
      isApplied={isApplied}
      labels={labels}
      lines={state.lines}
      trans={trans}
    />
  ) : null;
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
