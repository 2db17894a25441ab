// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LICENCES } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';
import { HTMLSelect } from '@jupyterlab/ui-components';
import React from 'react';
import { Field, useFieldIds } from './field';

const NONE = 'none';

/** What others may do with the work. */
export function LicenceField(props: {
  licence: string | null | undefined;
  origin: string | undefined;
  question: string | undefined;
  onChange: (licence: string | null) => void;
  trans: TranslationBundle;
}): JSX.Element {
  const { licence, origin, question, onChange, trans } = props;
  const ids = useFieldIds();
  const isUnknown = typeof licence === 'string' && !LICENCES.some(({ id }) => id === licence);
  return (
    <Field name="licence" label={trans.__('Licence')} origin={origin} question={question} ids={ids}>
      <HTMLSelect
        id={ids.control}
        className="jp-Atrium-Select"
        value={licence === undefined ? '' : (licence ?? NONE)}
        aria-describedby={question ? ids.error : undefined}
        onChange={event => onChange(event.target.value === NONE ? null : event.target.value)}
      >
        {licence === undefined && (
          <option value="" disabled>
            {trans.__('Choose…')}
          </option>
        )}
        {isUnknown && <option value={licence}>{licence}</option>}
        {LICENCES.map(({ id, name, words }) => (
          <option key={id} value={id}>
            {trans.__('%1: %2', name, words)}
          </option>
        ))}
        <option value={NONE}>{trans.__('All rights reserved')}</option>
      </HTMLSelect>
    </Field>
  );
}
