// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TranslationBundle } from '@jupyterlab/translation';
import type { LabIcon } from '@jupyterlab/ui-components';
import React from 'react';
import { Disclosure } from '../disclosure';
import { changeWords } from './changes-words';
import { CodeDiff } from './code-diff';
import type { Comparison } from './comparison';
import type { FileChange } from './file-change';
import { NotebookDiff } from './notebook-diff';
import type { SideNames } from './outputs-diff';

export type ChangedFilesProps = {
  changes: readonly FileChange[];
  /** By path; of what was looked at so far. */
  comparisons: ReadonlyMap<string, Comparison>;
  names: SideNames;
  iconOf: (path: string) => LabIcon;
  /** Called as a file is opened; its comparison comes later. */
  compare: (path: string) => void;
  trans: TranslationBundle;
};

/** Files that differ, each to be opened: what differs in it. The first stands open. */
export function ChangedFiles(props: ChangedFilesProps): JSX.Element {
  return (
    <div className="jp-Atrium-ChangedFiles">
      {props.changes.map((change, index) => (
        <ChangedFile
          key={change.path}
          change={change}
          isOpenAtFirst={index === 0 && change.kind === 'changed'}
          {...props}
        />
      ))}
    </div>
  );
}

function ChangedFile(props: ChangedFilesProps & { change: FileChange; isOpenAtFirst: boolean }): JSX.Element {
  const { change, names, trans } = props;
  const { path } = change;
  const comparison = props.comparisons.get(path);
  const Icon = props.iconOf(path);
  return (
    <Disclosure
      title={<bdi>{path}</bdi>}
      meta={changeWords(change, comparison, trans)}
      icon={<Icon.react tag="span" className="jp-Atrium-ChangedFiles-icon" />}
      isOpenAtFirst={props.isOpenAtFirst}
      onOpen={() => props.compare(path)}
    >
      {comparison ? (
        <Compared body={comparison.body} before={names.before} after={names.after} trans={trans} />
      ) : (
        <p className="jp-Atrium-meta">{trans.__('Comparing…')}</p>
      )}
    </Disclosure>
  );
}

/** Drawn once: a comparison may be long, and its words never change. */
const Compared = React.memo(function Compared(
  props: SideNames & { body: Comparison['body']; trans: TranslationBundle }
): JSX.Element {
  const { body, before, after, trans } = props;
  switch (body.kind) {
    case 'notebook':
      return <NotebookDiff body={body} names={{ before, after }} trans={trans} />;
    case 'text':
      return <CodeDiff lines={body.lines} trans={trans} />;
    case 'unseen':
      return <p className="jp-Atrium-meta">{unseenWords(body.why, trans)}</p>;
  }
});

function unseenWords(why: 'binary' | 'too-large' | 'unreadable', trans: TranslationBundle): string {
  switch (why) {
    case 'binary':
      return trans.__('This kind of file is not shown.');
    case 'too-large':
      return trans.__('This file is too large to be compared here.');
    case 'unreadable':
      return trans.__('The two versions could not be read.');
  }
}
