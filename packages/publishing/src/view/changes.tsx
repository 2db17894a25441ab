// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { CodeDiff, type Comparison, NotebookDiff } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import type { PublishModel } from '../model/model';
import { type Before, type FileChange, type PublishState, fileChanges } from '../model/state';
import { changeWords, changesWords } from './changes-words';
import { Disclosure } from './disclosure';
import type { IPublishHost } from './host';

type Shared = { state: PublishState; model: PublishModel; host: IPublishHost; trans: TranslationBundle };

/** What changed since the release before: files, and in notebooks cells. */
export function Changes(props: Shared & { base: Before; titleId: string }): JSX.Element {
  const { state, base, titleId, trans } = props;
  const { label, entries, filesDigest } = base.release;
  const files = state.scan?.files ?? [];
  const isSame = filesDigest === state.scan?.filesDigest;
  const changes = isSame ? [] : fileChanges(entries, files);
  return (
    <>
      <h1 id={titleId} tabIndex={-1}>
        {trans.__('What changed since %1', label)}
      </h1>
      <p>{isSame ? trans.__('Nothing: the files are the same.') : changesWords(changes, state.comparisons, trans)}</p>
      {changes.map((change, index) => (
        <ChangedFile
          key={change.path}
          change={change}
          isOpenAtFirst={index === 0 && change.kind === 'changed'}
          {...props}
        />
      ))}
    </>
  );
}

function ChangedFile(props: Shared & { base: Before; change: FileChange; isOpenAtFirst: boolean }): JSX.Element {
  const { state, model, host, base, change, isOpenAtFirst, trans } = props;
  const comparison = state.comparisons.get(change.path);
  const Icon = host.iconOf(change.path);
  return (
    <Disclosure
      title={<bdi>{change.path}</bdi>}
      meta={changeWords(change, comparison, trans)}
      icon={<Icon.react tag="span" className="jp-Atrium-FileList-icon" />}
      isOpenAtFirst={isOpenAtFirst}
      onOpen={() => void model.compare(change.path)}
    >
      {comparison ? (
        <Compared body={comparison.body} label={base.release.label} trans={trans} />
      ) : (
        <p className="jp-Atrium-meta">{trans.__('Comparing…')}</p>
      )}
    </Disclosure>
  );
}

/** Drawn once: a comparison may be long, and its words never change. */
const Compared = React.memo(function Compared(props: {
  body: Comparison['body'];
  label: string;
  trans: TranslationBundle;
}): JSX.Element {
  const { body, label, trans } = props;
  switch (body.kind) {
    case 'notebook':
      return <NotebookDiff body={body} names={{ before: label, after: trans.__('Now') }} trans={trans} />;
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
