// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { ChangedFiles, changesWords, isNotebook } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import { fileIcon, notebookIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import type { VersionComparison } from './version-comparison';

export type VersionDiffProps = {
  comparison: VersionComparison;
  /** Labels of all releases that can be read, newest first. */
  labels: readonly string[];
  close: () => void;
  trans: TranslationBundle;
};

/** What differs between two releases, and the choice of the two. */
export function VersionDiff(props: VersionDiffProps): JSX.Element {
  const { comparison, close, trans } = props;
  const [before, after] = comparison.labels;
  return (
    <div className="jp-Atrium-VersionDiff">
      <div className="jp-Atrium-VersionDiff-head">
        <button type="button" className="jp-Atrium-link" onClick={close}>
          {trans.__('All versions')}
        </button>
        <span className="jp-Atrium-VersionDiff-sides">
          <Side
            {...props}
            name={trans.__('From')}
            label={before}
            choose={label => void comparison.show(label, after)}
          />
          <Side {...props} name={trans.__('To')} label={after} choose={label => void comparison.show(before, label)} />
        </span>
      </div>
      <Differences {...props} />
    </div>
  );
}

function Side(props: VersionDiffProps & { name: string; label: string; choose: (label: string) => void }): JSX.Element {
  const id = React.useId();
  return (
    <span className="jp-Atrium-VersionDiff-side">
      <label htmlFor={id}>{props.name}</label>
      <select id={id} value={props.label} onChange={event => props.choose(event.target.value)}>
        {props.labels.map(label => (
          <option key={label} value={label}>
            {label}
          </option>
        ))}
      </select>
    </span>
  );
}

function Differences({ comparison, trans }: VersionDiffProps): JSX.Element {
  const { changes, comparisons, error, labels } = comparison;
  const [before, after] = labels;
  if (error) {
    return (
      <p role="status">
        {error.message}{' '}
        <button type="button" className="jp-Atrium-link" onClick={() => void comparison.show(before, after)}>
          {trans.__('Try again')}
        </button>
      </p>
    );
  }
  if (!changes) {
    return (
      <p className="jp-Atrium-meta" aria-busy="true">
        {trans.__('Comparing…')}
      </p>
    );
  }
  return (
    <>
      <p role="status" className="jp-Atrium-VersionDiff-sum">
        {changes.length === 0 ? sameWords(labels, trans) : changesWords(changes, comparisons, trans)}
      </p>
      <ChangedFiles
        key={`${before} ${after}`}
        changes={changes}
        comparisons={comparisons}
        names={{ before, after }}
        iconOf={path => (isNotebook(path) ? notebookIcon : fileIcon)}
        compare={path => void comparison.compare(path)}
        trans={trans}
      />
    </>
  );
}

function sameWords([before, after]: readonly [string, string], trans: TranslationBundle): string {
  return before === after
    ? trans.__('Choose two different versions.')
    : trans.__('Nothing: the files of %1 and %2 are the same.', before, after);
}
