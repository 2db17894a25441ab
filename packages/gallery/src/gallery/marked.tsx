// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Snippet } from '@jupyter-atrium/api';
import * as React from 'react';

/** A snippet with its matches marked; every piece is text. */
export function Marked({ snippet }: { snippet: Pick<Snippet, 'text' | 'marks'> }): JSX.Element {
  const { text, marks } = snippet;
  const pieces: React.ReactNode[] = [];
  let end = 0;
  for (const [from, to] of marks) {
    pieces.push(text.slice(end, from), <mark key={from}>{text.slice(from, to)}</mark>);
    end = to;
  }
  return (
    <bdi dir="auto">
      {pieces}
      {text.slice(end)}
    </bdi>
  );
}
