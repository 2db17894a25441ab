// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Relative, WorkPage } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

export type LineageProps = {
  page: WorkPage;
  openWork: (work: string) => void;
  trans: TranslationBundle;
};

/** Where a work came from and what came of it, indented by descent. */
export function Lineage({ page, openWork, trans }: LineageProps): JSX.Element {
  const { madeFrom, madeInto } = page.lineage;
  if (madeFrom.length === 0 && madeInto.length === 0) {
    return <p>{trans.__('Made from no other work here, and no other work was made from it.')}</p>;
  }
  return (
    <div className="jp-Atrium-Lineage">
      {madeFrom.length > 0 && <h2>{trans.__('Made from')}</h2>}
      <ul>
        {madeFrom.map((relative, index) => (
          <li key={index}>
            <RelativeName relative={relative} hasLabel openWork={openWork} trans={trans} />
          </li>
        ))}
      </ul>
      <div className="jp-Atrium-Lineage-this">
        <h2>{trans.__('This work')}</h2>
        <strong dir="auto">{page.card.title}</strong> <span className="jp-Atrium-meta">{page.label}</span>
        {madeInto.length > 0 && (
          <div className="jp-Atrium-Lineage-into">
            <h2>{trans.__('Made into')}</h2>
            <ul>
              {madeInto.map((relative, index) => (
                <li key={index}>
                  <RelativeName relative={relative} hasLabel openWork={openWork} trans={trans} />
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </div>
  );
}

export type RelativeNameProps = {
  relative: Relative;
  hasLabel?: boolean;
  openWork: (work: string) => void;
  trans: TranslationBundle;
};

/** Another work: a link if it may be seen, else only whose it is. */
export function RelativeName({ relative, hasLabel = false, openWork, trans }: RelativeNameProps): JSX.Element {
  const { work, title, by, label, url } = relative;
  if (work === null && title === '') {
    // Of a hub that is not followed, only the address is known.
    return url === null ? (
      <bdi>{trans.__('A private work by %1', by)}</bdi>
    ) : (
      <a href={httpOnly(url)} target="_blank" rel="noopener noreferrer">
        <bdi>{trans.__('A work at %1', by)}</bdi>
      </a>
    );
  }
  return (
    <>
      {work !== null ? (
        <button type="button" className="jp-Atrium-link" onClick={() => openWork(work)}>
          <bdi>{title}</bdi>
        </button>
      ) : (
        <a href={httpOnly(url)} target="_blank" rel="noopener noreferrer">
          <bdi>{title}</bdi>
        </a>
      )}{' '}
      <bdi className="jp-Atrium-meta">
        {label === null || !hasLabel ? trans.__('by %1', by) : trans.__('%1, by %2', label, by)}
      </bdi>
    </>
  );
}

/** An address of another hub that may stand in a link. */
export function httpOnly(url: string | null): string | undefined {
  return url !== null && /^https?:\/\//i.test(url) ? url : undefined;
}
