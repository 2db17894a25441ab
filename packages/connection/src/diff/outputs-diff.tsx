// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import type { CellComparison, ShownOutput } from './comparison';

/** What the two sides are called, such as `1.3.0` and `Now`. */
export type SideNames = { readonly before: string; readonly after: string };

/** Outputs before and after, side by side. */
export function OutputsDiff(props: {
  outputs: NonNullable<CellComparison['outputs']>;
  names: SideNames;
  trans: TranslationBundle;
}): JSX.Element {
  const { outputs, names, trans } = props;
  return (
    <div className="jp-Atrium-OutputsDiff">
      {(['before', 'after'] as const).map(side => (
        <div key={side}>
          <h4 className="jp-Atrium-OutputsDiff-name">{names[side]}</h4>
          {outputs[side].length === 0 && <p className="jp-Atrium-OutputsDiff-none">{trans.__('No output')}</p>}
          {outputs[side].map((output, index) => (
            <Shown key={index} output={output} label={trans.__('Output, %1', names[side])} trans={trans} />
          ))}
        </div>
      ))}
    </div>
  );
}

function Shown(props: { output: ShownOutput; label: string; trans: TranslationBundle }): JSX.Element {
  const { output, label, trans } = props;
  switch (output.kind) {
    case 'image':
      return <img className="jp-Atrium-OutputsDiff-picture" src={output.address} alt={label} loading="lazy" />;
    case 'text':
      return (
        <pre className="jp-Atrium-OutputsDiff-text" dir="ltr" tabIndex={0} aria-label={label}>
          {output.text}
        </pre>
      );
    case 'other':
      return (
        <p className="jp-Atrium-OutputsDiff-none">
          {trans.__('Only a running notebook shows this output (%1).', output.mediaType)}
        </p>
      );
  }
}
