// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Needs as NeedsData } from '@jupyter-atrium/api';
import { Disclosure, formatList } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

/** Packages named in the closed line. */
const PACKAGES_NAMED = 3;

/** What the work needs to run, as read from its notebooks. */
export function Needs({ needs, trans }: { needs: NeedsData; trans: TranslationBundle }): JSX.Element {
  const { kernel, packages, environment } = needs;
  return (
    <Disclosure title={trans.__('Needs')} meta={summary(needs, trans)} isOpenAtFirst={false}>
      <dl className="jp-Atrium-Needs">
        <dt>{trans.__('Kernel')}</dt>
        <dd>{kernel ? kernel.displayName : trans.__('None named')}</dd>
        <dt>{trans.__('Packages')}</dt>
        <dd>{packages.length > 0 ? packages.join(', ') : trans.__('None found')}</dd>
        {environment.length > 0 && (
          <>
            <dt>{trans.__('Environment')}</dt>
            <dd>{environment.join(', ')}</dd>
          </>
        )}
      </dl>
    </Disclosure>
  );
}

function summary({ kernel, packages }: NeedsData, trans: TranslationBundle): string {
  const more = packages.length - PACKAGES_NAMED;
  const named = [...(kernel ? [kernel.displayName] : []), ...packages.slice(0, PACKAGES_NAMED)];
  if (named.length === 0) {
    return trans.__('nothing found');
  }
  return more > 0 ? trans.__('%1 and %2 more', named.join(', '), more) : formatList(named);
}
