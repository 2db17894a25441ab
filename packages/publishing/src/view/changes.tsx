// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { ChangedFiles, changesWords, fileChanges } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import type { PublishModel } from '../model/model';
import type { Before, PublishState } from '../model/state';
import type { IPublishHost } from './host';

type Shared = { state: PublishState; model: PublishModel; host: IPublishHost; trans: TranslationBundle };

/** What changed since the release before: files, and in notebooks cells. */
export function Changes(props: Shared & { base: Before; titleId: string }): JSX.Element {
  const { state, model, host, base, titleId, trans } = props;
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
      <ChangedFiles
        changes={changes}
        comparisons={state.comparisons}
        names={{ before: label, after: trans.__('Now') }}
        iconOf={host.iconOf}
        compare={path => void model.compare(path)}
        trans={trans}
      />
    </>
  );
}
