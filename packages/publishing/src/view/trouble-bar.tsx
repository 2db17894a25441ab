// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { askIcon } from '../icons';
import type { PublishModel } from '../model/model';
import type { Trouble } from '../model/state';
import type { IPublishHost } from './host';

/** What went wrong, and what helps. */
export function TroubleBar(props: {
  trouble: Trouble;
  model: PublishModel;
  host: IPublishHost;
  trans: TranslationBundle;
}): JSX.Element {
  const { trouble, model, host, trans } = props;
  return (
    <div className="jp-Atrium-TroubleBar" role="alert">
      <askIcon.react tag="span" className="jp-Atrium-Finding-icon jp-mod-ask" aria-hidden="true" />
      <p>{trouble.text}</p>
      {trouble.way === 'log-in' && (
        <button type="button" className="jp-Atrium-button jp-mod-small" onClick={() => host.logIn()}>
          {trans.__('Log in again')}
        </button>
      )}
      {trouble.way === 'look' && (
        <button type="button" className="jp-Atrium-button jp-mod-small" onClick={() => void model.lookAgain()}>
          {trans.__('Look again')}
        </button>
      )}
      {trouble.details !== '' && (
        <button
          type="button"
          className="jp-Atrium-button jp-mod-flat jp-mod-small"
          onClick={() => host.copy(trouble.details)}
        >
          {trans.__('Copy details')}
        </button>
      )}
    </div>
  );
}
