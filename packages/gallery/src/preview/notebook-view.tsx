// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as React from 'react';
import { useIsNear } from '../use-is-near';
import { Code } from './code';
import { Markdown } from './markdown';
import type { PreviewCell, PreviewNotebook } from './notebook';
import { Output } from './output';

/** Cells drawn at first, and each time the end comes near. */
const STEP = 40;

export type NotebookViewProps = {
  notebook: PreviewNotebook;
  path: string;
  /** Draw at least so many cells: somebody wants to go there. */
  atLeast: number;
  goToHeading: (name: string) => void;
};

/** A notebook with its outputs, as its authors saved it: drawn as far as it is read, run never. */
export function NotebookView({ notebook, path, atLeast, goToHeading }: NotebookViewProps): JSX.Element {
  const [drawn, setDrawn] = React.useState(STEP);
  const count = Math.max(drawn, atLeast);
  const { cells, language } = notebook;
  return (
    <div className="jp-Atrium-NotebookView">
      {cells.slice(0, count).map((cell, index) => (
        <Cell key={index} cell={cell} number={index + 1} language={language} path={path} goToHeading={goToHeading} />
      ))}
      {count < cells.length && <End key={count} onNear={() => setDrawn(count + STEP)} />}
    </div>
  );
}

type CellProps = {
  cell: PreviewCell;
  number: number;
  language: string;
  path: string;
  goToHeading: (name: string) => void;
};

const Cell = React.memo(function Cell({ cell, number, language, path, goToHeading }: CellProps): JSX.Element {
  return (
    <div className="jp-Atrium-NotebookView-cell" data-cell={number - 1}>
      {cell.kind === 'markdown' && (
        <Markdown source={cell.source} path={path} attachments={cell.attachments} goToHeading={goToHeading} />
      )}
      {cell.kind === 'raw' && <Code source={cell.source} language="" />}
      {cell.kind === 'code' && cell.source.trim() !== '' && <Code source={cell.source} language={language} />}
      {cell.outputs.map((output, index) => (
        <Output key={index} output={output} path={path} cell={number} />
      ))}
    </div>
  );
});

/** Stands at the end, and says when it comes near. */
function End({ onNear }: { onNear: () => void }): JSX.Element {
  const place = React.useRef<HTMLDivElement>(null);
  const isNear = useIsNear(place, '1500px');
  React.useEffect(() => {
    if (isNear) {
      onNear();
    }
  }, [isNear]);
  return <div ref={place} className="jp-Atrium-NotebookView-end" />;
}
