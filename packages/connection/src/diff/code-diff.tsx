// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { LineDiff } from '@jupyter-atrium/notebooks';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';
import { type Hunk, foldLines } from './hunks';

/** More lines are shown when asked for. */
const MAX_LINES = 300;

/** Code before and after, by line; the words that differ are marked. */
export function CodeDiff(props: { lines: readonly LineDiff[]; trans: TranslationBundle }): JSX.Element {
  const { lines, trans } = props;
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? lines : lines.slice(0, MAX_LINES);
  return (
    <div className="jp-Atrium-CodeDiff" dir="ltr" role="group" aria-label={trans.__('Lines that differ')} tabIndex={0}>
      {foldLines(shown).map((hunk, index) => (
        <HunkLines key={index} hunk={hunk} trans={trans} />
      ))}
      {lines.length > shown.length && (
        <button className="jp-Atrium-CodeDiff-more" onClick={() => setWhole(true)}>
          {trans.__('Show all %1 lines', lines.length)}
        </button>
      )}
    </div>
  );
}

function HunkLines({ hunk, trans }: { hunk: Hunk; trans: TranslationBundle }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  if (hunk.kind === 'same' && !isOpen) {
    return (
      <button className="jp-Atrium-CodeDiff-more" onClick={() => setOpen(true)}>
        {trans._n('%1 line is the same', '%1 lines are the same', hunk.count)}
      </button>
    );
  }
  return (
    <>
      {hunk.lines.map((line, index) => (
        <DiffLine key={index} line={line} trans={trans} />
      ))}
    </>
  );
}

function DiffLine({ line, trans }: { line: LineDiff; trans: TranslationBundle }): JSX.Element {
  const said = line.state === 'added' ? trans.__('added:') : line.state === 'removed' ? trans.__('removed:') : '';
  return (
    <div className={`jp-Atrium-CodeDiff-line jp-mod-${line.state}`}>
      {said !== '' && <span className="jp-Atrium-spoken">{said} </span>}
      {stretches(line).map(({ text, isMarked }, index) =>
        isMarked ? <b key={index}>{text}</b> : <React.Fragment key={index}>{text}</React.Fragment>
      )}
    </div>
  );
}

function stretches({ text, marks }: LineDiff): { text: string; isMarked: boolean }[] {
  const parts: { text: string; isMarked: boolean }[] = [];
  let at = 0;
  for (const { start, end } of marks) {
    parts.push({ text: text.slice(at, start), isMarked: false }, { text: text.slice(start, end), isMarked: true });
    at = end;
  }
  return [...parts, { text: text.slice(at), isMarked: false }].filter(part => part.text !== '');
}
