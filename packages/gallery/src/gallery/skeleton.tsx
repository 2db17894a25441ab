// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

/** The shape of what is on its way: seen only after a moment, and still. */
export function Skeleton({ sections, trans }: { sections: readonly string[]; trans: TranslationBundle }): JSX.Element {
  return (
    <div className="jp-Atrium-Skeleton" role="img" aria-label={trans.__('Loading')}>
      {sections.length === 0 ? <SkeletonCards count={5} /> : null}
      {sections.map((title, index) => (
        <section key={title}>
          <div className="jp-Atrium-Section-head">{title}</div>
          <SkeletonCards count={index === 0 ? 2 : 3} />
        </section>
      ))}
    </div>
  );
}

function SkeletonCards({ count }: { count: number }): JSX.Element {
  return (
    <>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="jp-Atrium-Skeleton-card">
          <div className="jp-Atrium-skeleton" />
          <div className="jp-Atrium-skeleton" />
          <div className="jp-Atrium-skeleton" />
        </div>
      ))}
    </>
  );
}
