// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Reader, Work } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef, useState } from 'react';
import type { PublishModel } from '../model/model';
import { type PublishState, coverOf, readersOf } from '../model/state';
import { Cover } from './cover-field';
import type { IPublishHost } from './host';
import { TroubleBar } from './trouble-bar';

/** What was done, and where it is. */
export function DonePage(props: {
  state: PublishState;
  model: PublishModel;
  work: Work;
  host: IPublishHost;
  trans: TranslationBundle;
}): JSX.Element {
  const { state, model, work, host, trans } = props;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const trouble = state.phase.at === 'published' ? state.phase.trouble : null;
  return (
    <div className="jp-Atrium-DonePage">
      <Cover state={state} cover={coverOf(state)} host={host} alt={trans.__('Cover')} />
      <h1 ref={title} tabIndex={-1}>
        {publishedWords(work, readersOf(state), state.me?.isSolo ?? false, trans)}
      </h1>
      <p>
        <bdi>{work.card.title}</bdi>
      </p>
      <div className="jp-Atrium-DonePage-acts">
        <button type="button" className="jp-Atrium-button jp-mod-primary" onClick={() => host.openWork(work.id)}>
          {trans.__('Open page')}
        </button>
        <CopyLink onCopy={() => host.copy(work.url)} trans={trans} />
      </div>
      <p className="jp-Atrium-meta">{trans.__('Later changes reach people by Publish Update.')}</p>
      {trouble && <TroubleBar trouble={trouble} model={model} host={host} trans={trans} />}
    </div>
  );
}

function CopyLink({ onCopy, trans }: { onCopy: () => void; trans: TranslationBundle }): JSX.Element {
  const [isCopied, setCopied] = useState(false);
  return (
    <button
      type="button"
      className="jp-Atrium-button"
      aria-live="polite"
      onClick={() => {
        onCopy();
        setCopied(true);
      }}
    >
      {isCopied ? trans.__('Copied') : trans.__('Copy link')}
    </button>
  );
}

/** Says what was published, and for whom. */
export function publishedWords(
  work: Work,
  readers: readonly Reader[],
  isSolo: boolean,
  trans: TranslationBundle
): string {
  if (isSolo) {
    return trans.__('Published as %1', work.label);
  }
  switch (work.audience) {
    case 'private':
      return readers.length === 0
        ? trans.__('Published as %1 for you alone', work.label)
        : trans._n(
            'Published as %2 for you and %1 other',
            'Published as %2 for you and %1 others',
            readers.length,
            work.label
          );
    case 'hub':
      return trans.__('Published as %1 for this hub', work.label);
    case 'network':
      return trans.__('Published as %1 for the network', work.label);
    case 'public':
      return trans.__('Published as %1 for everyone', work.label);
  }
}
