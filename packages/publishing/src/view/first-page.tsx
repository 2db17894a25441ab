// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TranslationBundle } from '@jupyterlab/translation';
import { ellipsesIcon } from '@jupyterlab/ui-components';
import React, { useId } from 'react';
import type { PublishModel } from '../model/model';
import type { PublishState } from '../model/state';
import { AudienceField } from './audience-field';
import { CardSection } from './card-section';
import { FileList } from './file-list';
import { Findings } from './findings';
import type { IPublishHost } from './host';
import { Needs } from './needs';

type Shared = { state: PublishState; model: PublishModel; host: IPublishHost; trans: TranslationBundle };

/** Publishing for the first time: what people will see, the checks, who may see it. */
export function FirstPage(props: Shared & { isNarrow: boolean }): JSX.Element {
  const { state, model, host, isNarrow, trans } = props;
  const { scan } = state;
  const ids = { card: useId(), checks: useId(), audience: useId() };
  return (
    <div className="jp-Atrium-PublishPanel-page jp-mod-first">
      <section aria-labelledby={ids.card}>
        <div className="jp-Atrium-PublishPanel-head">
          <h2 id={ids.card}>{trans.__('What people will see')}</h2>
          {state.before && <MoreButton {...props} />}
        </div>
        <CardSection {...props} withLabel />
        {scan && (
          <FileList {...{ scan, model, host, trans }} withOutputs={state.withOutputs} isOpenAtFirst={!isNarrow} />
        )}
        {scan && <Needs needs={scan.needs} trans={trans} />}
      </section>
      <div>
        <section aria-labelledby={ids.checks} className="jp-Atrium-PublishPanel-section">
          <Findings {...props} title={null} titleId={ids.checks} />
        </section>
        <section aria-labelledby={ids.audience}>
          <h2 id={ids.audience}>{trans.__('Who may see it')}</h2>
          <AudienceField {...props} titleId={ids.audience} />
        </section>
      </div>
    </div>
  );
}

/** Opens the menu of rare acts. */
export function MoreButton({ host, trans }: Pick<Shared, 'host' | 'trans'>): JSX.Element {
  return (
    <button
      type="button"
      className="jp-Atrium-iconButton"
      aria-label={trans.__('More')}
      title={trans.__('More')}
      aria-haspopup="menu"
      onClick={event => host.openMenu(event.currentTarget)}
    >
      <ellipsesIcon.react tag="span" />
    </button>
  );
}
