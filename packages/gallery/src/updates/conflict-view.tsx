// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Decision, Pending, PendingCell } from '@jupyter-atrium/api';
import { CodeDiff } from '@jupyter-atrium/connection';
import type { CompareLines } from './copy-updates';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { conflictWords, optionsOf } from './words';

export type ConflictProps = {
  pending: Pending;
  /** Made before an update is applied; null: none. */
  choice: Decision['choice'] | null;
  /** Null: nothing can be chosen now. */
  choose: ((choice: Decision['choice']) => void) | null;
  /** The update is done: a choice is carried out at once. */
  isApplied: boolean;
  /** The label of the release that comes in, and of the one before. */
  labels: { readonly from: string; readonly to: string };
  lines: CompareLines;
  trans: TranslationBundle;
};

/** Something only the person can decide: mine at the left, theirs at the right. */
export function Conflict(props: ConflictProps): JSX.Element {
  const { pending, choice, isApplied, labels, trans } = props;
  const options = optionsOf(pending, isApplied, trans);
  const [isBaseShown, setBaseShown] = React.useState(false);
  const name = nameOf(pending, trans);
  const said = options.find(([each]) => each === choice)?.[1] ?? trans.__('undecided');
  return (
    <article
      className="jp-Atrium-Change jp-mod-decide"
      data-conflict={pending.id}
      tabIndex={-1}
      aria-label={trans.__('%1, %2, %3', name, conflictWords(pending, trans), said)}
    >
      <div className="jp-Atrium-Change-title">
        <b>{name}</b> <span>{conflictWords(pending, trans)}</span>
        {pending.kind === 'cell' && pending.base && (
          <button
            type="button"
            className="jp-Atrium-link"
            aria-expanded={isBaseShown}
            onClick={() => setBaseShown(!isBaseShown)}
          >
            {isBaseShown ? trans.__('Hide %1', labels.from) : trans.__('Show %1', labels.from)}
          </button>
        )}
        {options.length > 0 && <Choices {...props} options={options} name={name} />}
      </div>
      {pending.kind === 'cell' && <Sides {...props} pending={pending} isBaseShown={isBaseShown} />}
      {choice === null && pending.kind !== 'file' && (
        <p className="jp-Atrium-meta">
          {trans.__('Undecided, yours stays and both wait on the cell. Both: theirs is added below yours.')}
        </p>
      )}
    </article>
  );
}

function Choices(props: ConflictProps & { options: ReturnType<typeof optionsOf>; name: string }): JSX.Element {
  const { choice, choose, isApplied, options, name } = props;
  return (
    <div className="jp-Atrium-Choices" role={isApplied ? 'group' : 'radiogroup'} aria-label={name}>
      {options.map(([each, words], index) => (
        <button
          key={each}
          type="button"
          {...(isApplied ? {} : { role: 'radio', 'aria-checked': choice === each })}
          disabled={choose === null}
          onClick={() => choose?.(each)}
        >
          {words} <kbd>{index + 1}</kbd>
        </button>
      ))}
    </div>
  );
}

function Sides({
  pending,
  isBaseShown,
  labels,
  lines,
  trans
}: ConflictProps & { pending: Extract<Pending, { kind: 'cell' }>; isBaseShown: boolean }): JSX.Element {
  const { base, mine, theirs } = pending;
  const start = base?.source ?? '';
  return (
    <>
      {isBaseShown && (
        <pre className="jp-Atrium-Change-base" dir="ltr">
          {start}
        </pre>
      )}
      <div className="jp-Atrium-Change-sides">
        <Side title={trans.__('Mine')} label="" cell={mine} start={start} lines={lines} trans={trans} />
        <Side title={trans.__('Theirs')} label={labels.to} cell={theirs} start={start} lines={lines} trans={trans} />
      </div>
    </>
  );
}

function Side(props: {
  title: string;
  label: string;
  cell: PendingCell | null;
  start: string;
  lines: ConflictProps['lines'];
  trans: TranslationBundle;
}): JSX.Element {
  const { title, label, cell, start, lines, trans } = props;
  return (
    <div>
      <h4>
        {title} <span className="jp-Atrium-meta">{label}</span>
      </h4>
      {cell ? (
        // What was there before is in both: only what is new is told.
        <CodeDiff lines={lines(start, cell.source).filter(line => line.state !== 'removed')} trans={trans} />
      ) : (
        <p className="jp-Atrium-meta">{trans.__('deleted')}</p>
      )}
    </div>
  );
}

/** Numbers are those of the notebook as it will be. */
function nameOf(pending: Pending, trans: TranslationBundle): string {
  if (pending.kind === 'cell') {
    return pending.place ? trans.__('Cell %1', pending.place.index + 1) : trans.__('A cell that is gone');
  }
  return pending.kind === 'kernel' ? trans.__('Language') : pending.path;
}
