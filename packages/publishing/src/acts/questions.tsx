// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { groupFindings } from '../model/findings';
import { groupWords, placeWords } from '../view/finding-words';
import { askIcon, stopIcon } from '../icons';

/** What the gate asks before more people see a work, and what it forbids. */
export function Questions({ checks, trans }: { checks: readonly Check[]; trans: TranslationBundle }): JSX.Element {
  const hasStops = checks.some(check => check.level === 'stop');
  return (
    <>
      <p>
        {hasStops
          ? trans.__('More people would see this. Fix it in your files and publish an update; then come back.')
          : trans.__('More people would see this. It was published before with these as they are.')}
      </p>
      <ul className="jp-Atrium-ActDialog-findings">
        {groupFindings(checks).map(group => {
          const { level, excerpt } = group.first;
          const Icon = level === 'stop' ? stopIcon : askIcon;
          return (
            <li key={group.id} className={`jp-Atrium-ActDialog-finding jp-mod-${level}`}>
              <Icon.react tag="span" className={`jp-Atrium-Finding-icon jp-mod-${level}`} />
              <div>
                <p>
                  {groupWords(group, trans)} <bdi className="jp-Atrium-meta">{placeWords(group, true, trans)}</bdi>
                </p>
                {excerpt !== '' && (
                  <code className="jp-Atrium-Finding-excerpt" dir="ltr">
                    {excerpt}
                  </code>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}
