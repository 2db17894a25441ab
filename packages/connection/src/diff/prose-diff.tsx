// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { LineDiff } from '@jupyter-atrium/notebooks';
import React from 'react';
import { proseOf } from './prose';

/** Prose before and after, as one running text. */
export function ProseDiff({ lines }: { lines: readonly LineDiff[] }): JSX.Element {
  return (
    <div className="jp-Atrium-ProseDiff" dir="auto">
      {proseOf(lines).map(({ state, text }, index) => {
        switch (state) {
          case 'added':
            return <ins key={index}>{text}</ins>;
          case 'removed':
            return <del key={index}>{text}</del>;
          case 'same':
            return <React.Fragment key={index}>{text}</React.Fragment>;
        }
      })}
    </div>
  );
}
