// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { formatCount } from '@jupyter-atrium/connection';
import * as React from 'react';
import { overwritten, readAnsi } from './ansi';
import { useHost } from './host';

/** Lines shown before the rest is asked for. */
const FOLD_LINES = 24;

/** Text of a terminal with its colours; long text is folded. */
export function TerminalText({ text, isError = false }: { text: string; isError?: boolean }): JSX.Element {
  const { trans } = useHost();
  const [isOpen, setOpen] = React.useState(false);
  const lines = React.useMemo(() => overwritten(text.replace(/\n$/, '')).split('\n'), [text]);
  const isFolded = !isOpen && lines.length > FOLD_LINES;
  const shown = isFolded ? lines.slice(0, FOLD_LINES) : lines;
  const runs = React.useMemo(() => readAnsi(shown.join('\n')), [shown.length, text]);
  return (
    <div className={`jp-Atrium-TerminalText jp-RenderedText${isError ? ' jp-mod-error' : ''}`} dir="ltr">
      <pre tabIndex={0}>
        {runs.map((run, index) => (
          <span
            key={index}
            className={run.classes || undefined}
            style={run.color || run.background ? { color: run.color, backgroundColor: run.background } : undefined}
          >
            {run.text}
          </span>
        ))}
      </pre>
      {isFolded && (
        <button type="button" className="jp-Atrium-link" onClick={() => setOpen(true)}>
          {trans.__('Show all %1 lines', formatCount(lines.length))}
        </button>
      )}
    </div>
  );
}
