// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useId, useState } from 'react';
import { isCardAsBefore } from '../model/card-form';
import type { PublishModel } from '../model/model';
import { type Before, type PublishState, audienceOf, coverOf } from '../model/state';
import { AudienceField, audienceName } from './audience-field';
import { CardSection, LabelField, errorOf } from './card-section';
import { Changes } from './changes';
import { Cover } from './cover-field';
import { TextField } from './field';
import { FileList } from './file-list';
import { Findings } from './findings';
import { MoreButton } from './first-page';
import type { IPublishHost } from './host';

type Shared = { state: PublishState; model: PublishModel; host: IPublishHost; trans: TranslationBundle };

/** Publishing an update: what changed, then what people should know. */
export function UpdatePage(props: Shared & { base: Before }): JSX.Element {
  const { state, model, host, base, trans } = props;
  const { scan } = state;
  const ids = { changes: useId(), checks: useId(), audience: useId() };
  return (
    <div className="jp-Atrium-PublishPanel-page jp-mod-update">
      <section aria-labelledby={ids.changes}>
        <Changes {...props} titleId={ids.changes} />
        {scan && <FileList {...{ scan, model, host, trans }} withOutputs={state.withOutputs} isOpenAtFirst={false} />}
      </section>
      <aside aria-label={trans.__('This release')}>
        <CardLine {...props} />
        <LabelField {...props} />
        <TextField
          name="note"
          label={trans.__('What should people know?')}
          origin={trans.__('shown in their review')}
          error={errorOf(state, 'note', trans)}
          rows={3}
          value={state.form.note}
          onChange={note => model.edit({ note })}
        />
        <section aria-labelledby={ids.audience} className="jp-Atrium-PublishPanel-section">
          <h2 id={ids.audience}>{trans.__('Who may see it')}</h2>
          <AudienceLine {...props} titleId={ids.audience} before={base} />
        </section>
        <section aria-labelledby={ids.checks}>
          <Findings {...props} title={trans.__('Checks')} titleId={ids.checks} />
        </section>
      </aside>
    </div>
  );
}

/** The card in one line; its fields when they are to be changed. */
function CardLine(props: Shared & { base: Before }): JSX.Element {
  const { state, host, base, trans } = props;
  const [isOpen, setOpen] = useState(false);
  const cover = coverOf(state);
  const isAsBefore = isCardAsBefore(state.form, base) && (cover.kind === 'before' || !base.page.card.cover);
  return (
    <>
      <div className="jp-Atrium-CardLine">
        <Cover state={state} cover={cover} host={host} alt="" />
        <div className="jp-Atrium-CardLine-text">
          <b>
            <bdi>{state.form.title}</bdi>
          </b>
          <span className="jp-Atrium-meta">
            {isAsBefore ? trans.__('Card as it was.') : trans.__('Card changed.')}{' '}
            <button type="button" className="jp-Atrium-link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {isOpen ? trans.__('Close') : trans.__('Edit')}
            </button>
          </span>
        </div>
        <MoreButton host={host} trans={trans} />
      </div>
      {isOpen && <CardSection {...props} withLabel={false} />}
    </>
  );
}

function AudienceLine(props: Shared & { titleId: string; before: Before }): JSX.Element {
  const { state, before, trans } = props;
  const [isOpen, setOpen] = useState(false);
  if (isOpen || state.me?.isSolo) {
    return <AudienceField {...props} />;
  }
  const name = audienceName(audienceOf(state), trans);
  const isAsBefore = audienceOf(state) === before.page.audience;
  return (
    <p>
      {isAsBefore ? trans.__('%1, as before.', name) : trans.__('%1.', name)}{' '}
      <button type="button" className="jp-Atrium-link" onClick={() => setOpen(true)}>
        {trans.__('Change')}
      </button>
    </p>
  );
}
