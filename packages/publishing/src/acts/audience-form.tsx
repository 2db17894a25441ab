// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Audience, Reader } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useId } from 'react';
import { AudienceChoice } from '../view/audience-field';

/** Who may see a work from now on. */
export type NewAudience = { readonly audience: Audience; readonly readers: readonly Reader[] };

/** The choice of who may see a work that is published already. */
export function AudienceForm(props: {
  value: NewAudience;
  change: (patch: Partial<NewAudience>) => void;
  find: (text: string) => Promise<Reader[]>;
  isInNetwork: boolean;
  trans: TranslationBundle;
}): JSX.Element {
  const { value, change, find, isInNetwork, trans } = props;
  const id = useId();
  return (
    <>
      <p id={id}>{trans.__('This holds for all its versions, at once. Copies people opened stay theirs.')}</p>
      <AudienceChoice
        {...value}
        titleId={id}
        find={find}
        isInNetwork={isInNetwork}
        setAudience={audience => change({ audience })}
        setReaders={readers => change({ readers })}
        trans={trans}
      />
    </>
  );
}
