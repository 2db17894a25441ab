// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as React from 'react';
import { useHost } from './host';

/** Longer code stays plain. */
const MOST_COLOURED = 200_000;

/** Code, coloured as in an editor. */
export function Code({ source, language }: { source: string; language: string }): JSX.Element {
  const host = useHost();
  const place = React.useRef<HTMLPreElement>(null);
  React.useLayoutEffect(() => {
    const element = place.current;
    if (!element) {
      return;
    }
    element.textContent = source;
    if (source.length > MOST_COLOURED) {
      return;
    }
    let isShown = true;
    const coloured = document.createElement('pre');
    void host.highlight(source, language, coloured).then(() => {
      if (isShown) {
        element.replaceChildren(...Array.from(coloured.childNodes));
      }
    });
    return () => {
      isShown = false;
    };
  }, [source, language, host]);
  return <pre ref={place} className="jp-Atrium-Code" dir="ltr" tabIndex={0} />;
}
