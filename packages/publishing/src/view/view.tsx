// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useRef } from 'react';
import type { PublishModel } from '../model/model';
import { type Blocker, standingOf } from '../model/standing';
import { type PublishState, baseOf } from '../model/state';
import { Announcer } from './announcer';
import { DonePage } from './done-page';
import { FirstPage } from './first-page';
import { Footer } from './footer';
import type { IPublishHost } from './host';
import { TroubleBar } from './trouble-bar';
import { UpdatePage } from './update-page';

type Shared = { state: PublishState; model: PublishModel; host: IPublishHost; trans: TranslationBundle };

/** The panel: a page, and a footer that says how things stand. */
export function PublishView(props: Shared & { isNarrow: boolean }): JSX.Element {
  const { state, model, host, trans } = props;
  const { phase } = state;
  const root = useRef<HTMLDivElement>(null);
  const press = (): void => {
    const standing = standingOf(state);
    if (standing.kind === 'ready') {
      void model.publish();
    } else if (standing.kind === 'fix' || standing.kind === 'answer') {
      focusOn(root.current, standing.first);
    }
  };
  if (phase.at === 'published') {
    return <DonePage {...props} work={phase.work} />;
  }
  const trouble = phase.at === 'ready' || phase.at === 'stopped' ? phase.trouble : null;
  return (
    <div ref={root} className="jp-Atrium-PublishPanel-root">
      <Announcer state={state} trans={trans} />
      <Page {...props} />
      {trouble && <TroubleBar trouble={trouble} model={model} host={host} trans={trans} />}
      {phase.at !== 'failed' && <Footer {...props} onPress={press} />}
    </div>
  );
}

function Page(props: Shared & { isNarrow: boolean }): JSX.Element {
  const { state, model, host, trans } = props;
  const { phase } = state;
  const base = baseOf(state);
  if (phase.at === 'looking') {
    return <Skeleton />;
  }
  if (phase.at === 'failed') {
    return (
      <div className="jp-Atrium-PublishPanel-failed">
        <TroubleBar trouble={phase.trouble} model={model} host={host} trans={trans} />
        <button type="button" className="jp-Atrium-button" onClick={() => void model.lookAgain()}>
          {trans.__('Try again')}
        </button>
      </div>
    );
  }
  // What is being sent is what was reviewed: nothing can be changed meanwhile.
  const isStill = phase.at === 'sending';
  return (
    <div className="jp-Atrium-PublishPanel-scroll">
      <fieldset className="jp-Atrium-PublishPanel-still" disabled={isStill}>
        {base ? <UpdatePage {...props} base={base} /> : <FirstPage {...props} />}
      </fieldset>
    </div>
  );
}

/** The shape of what is to come. */
function Skeleton(): JSX.Element {
  return (
    <div className="jp-Atrium-PublishPanel-scroll" aria-hidden="true">
      <div className="jp-Atrium-PublishPanel-page jp-mod-first jp-Atrium-PublishSkeleton">
        <div>
          {['cover', 'line', 'field', 'line', 'area', 'line', 'field'].map((kind, index) => (
            <div key={index} className={`jp-Atrium-PublishSkeleton-${kind}`} />
          ))}
        </div>
        <div>
          {['line', 'area', 'line', 'area'].map((kind, index) => (
            <div key={index} className={`jp-Atrium-PublishSkeleton-${kind}`} />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Moves focus to what stands against publishing. */
function focusOn(root: HTMLElement | null, blocker: Blocker): void {
  const name = blocker.kind === 'field' ? blocker.fault.field : blocker.group.id;
  const place = [...(root?.querySelectorAll<HTMLElement>('[data-field], [data-finding]') ?? [])].find(
    each => (each.dataset.field ?? each.dataset.finding) === name
  );
  (place?.querySelector<HTMLElement>('input, select, textarea, button') ?? place)?.focus();
}
