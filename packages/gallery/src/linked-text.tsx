// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as React from 'react';

export type LinkedTextProps = {
  /** With the link in square brackets: `Did you mean [altimetry]?` */
  text: string;
  onClick: () => void;
};

/** A sentence with a link in it, so that translators see the sentence whole. */
export function LinkedText({ text, onClick }: LinkedTextProps): JSX.Element {
  const from = text.indexOf('[');
  const to = text.lastIndexOf(']');
  return (
    <span>
      {text.slice(0, Math.max(0, from))}
      <button type="button" className="jp-Atrium-link" onClick={onClick}>
        <bdi>{text.slice(from + 1, to)}</bdi>
      </button>
      {text.slice(to + 1)}
    </span>
  );
}
