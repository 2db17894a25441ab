// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useId } from 'react';
import type { PublishModel } from '../model/model';
import { standingOf } from '../model/standing';
import { type PublishState, baseOf } from '../model/state';
import { footerWords } from './footer-words';
import type { IPublishHost } from './host';

type Shared = { state: PublishState; model: PublishModel; host: IPublishHost; trans: TranslationBundle };

/** One sentence and one button; progress while sending. */
export function Footer(props: Shared & { onPress: () => void }): JSX.Element {
  const { state, model, trans, onPress } = props;
  const { phase } = state;
  const id = useId();
  const isSending = phase.at === 'sending';
  const isReady = standingOf(state).kind === 'ready';
  const canCancel = isSending && phase.step !== 'publishing';
  return (
    <div className="jp-Atrium-Footer">
      <div className="jp-Atrium-Footer-standing">
        <p id={id}>
          {footerWords(state, trans)} <WayOut {...props} />
        </p>
        {isSending && (
          <div
            className="jp-Atrium-Footer-progress"
            role="progressbar"
            aria-labelledby={id}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={phase.percent}
          >
            <div style={{ inlineSize: `${phase.percent}%` }} />
          </div>
        )}
      </div>
      {!isSending && hasFixes(state) && (
        <p className="jp-Atrium-Footer-promise jp-Atrium-meta">
          {state.scan?.isFolder
            ? trans.__('Your files themselves change only where you press a fix.')
            : trans.__('Your notebook itself changes only where you press a fix.')}
        </p>
      )}
      {isSending ? (
        <button
          type="button"
          className="jp-Atrium-button"
          aria-disabled={!canCancel}
          onClick={() => canCancel && model.cancel()}
        >
          {trans.__('Cancel')}
        </button>
      ) : (
        <button
          type="button"
          className={isReady ? 'jp-Atrium-button jp-mod-primary' : 'jp-Atrium-button'}
          data-part="publish"
          aria-disabled={!isReady}
          aria-describedby={id}
          onClick={onPress}
        >
          {buttonWords(state, trans)}
        </button>
      )}
    </div>
  );
}

/** What helps where publishing cannot go on. */
function WayOut({ state, host, trans }: Shared): JSX.Element | null {
  if (standingOf(state).kind !== 'no-service') {
    return null;
  }
  switch (state.status) {
    case 'logged-out':
      return (
        <button type="button" className="jp-Atrium-link" onClick={() => host.logIn()}>
          {trans.__('Log in again')}
        </button>
      );
    case 'unreachable':
      return (
        <button type="button" className="jp-Atrium-link" onClick={() => host.reconnect()}>
          {trans.__('Try again')}
        </button>
      );
    case 'ready':
    case 'unknown':
    case 'no-access':
    case 'absent':
      return null;
  }
}

function buttonWords(state: PublishState, trans: TranslationBundle): string {
  if (state.phase.at === 'stopped') {
    return trans.__('Continue');
  }
  return baseOf(state) ? trans.__('Publish update') : trans.__('Publish');
}

function hasFixes(state: PublishState): boolean {
  return state.fixed.length > 0 || state.checks.some(check => check.fixes.length > 0);
}
