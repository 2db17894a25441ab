// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { CodeDiff } from './code-diff';
import type { CellComparison, NotebookComparison, SameCells } from './comparison';
import { OutputsDiff, type SideNames } from './outputs-diff';
import { ProseDiff } from './prose-diff';

type Shared = {
  names: SideNames;
  /** Says what becomes of a cell, and why, where more is known than what differs. */
  say?: (cell: CellComparison) => readonly [what: string, why: string] | null;
  trans: TranslationBundle;
};

/** A notebook before and after, folded to the cells that differ. */
export function NotebookDiff({ body, ...shared }: Shared & { body: NotebookComparison }): JSX.Element {
  const { trans } = shared;
  return (
    <div className="jp-Atrium-NotebookDiff">
      {body.rows.map((row, index) =>
        row.kind === 'same' ? (
          <p key={index} className="jp-Atrium-NotebookDiff-same">
            {sameWords(row, trans)}
          </p>
        ) : (
          <CellDiff key={index} cell={row} {...shared} />
        )
      )}
      {body.hasOtherMetadata && (
        <p className="jp-Atrium-NotebookDiff-same">{trans.__('Settings of the notebook differ, such as its kernel')}</p>
      )}
    </div>
  );
}

function CellDiff({ cell, names, say, trans }: Shared & { cell: CellComparison }): JSX.Element {
  const name = cellName(cell, trans);
  const [fate, why] = say?.(cell) ?? [fateWords(cell, trans), ''];
  return (
    <article
      className={`jp-Atrium-CellDiff jp-mod-${cell.kind}${say ? ' jp-mod-theirs' : ''}`}
      aria-label={`${name}, ${fate}`}
    >
      <h4 className="jp-Atrium-CellDiff-title">
        <b>{name}</b> {fate}
        {why !== '' && <span className="jp-Atrium-meta">{why}</span>}
      </h4>
      {cell.lines.length > 0 &&
        (cell.isCode ? <CodeDiff lines={cell.lines} trans={trans} /> : <ProseDiff lines={cell.lines} />)}
      {cell.outputs && <OutputsDiff outputs={cell.outputs} names={names} trans={trans} />}
    </article>
  );
}

function sameWords({ first, last }: SameCells, trans: TranslationBundle): string {
  return first === last ? trans.__('Cell %1 is the same', first) : trans.__('Cells %1–%2 are the same', first, last);
}

function cellName({ numbers }: CellComparison, trans: TranslationBundle): string {
  return numbers.length > 1
    ? trans.__('Cells %1–%2', numbers[0], numbers.at(-1))
    : trans.__('Cell %1', numbers[0] ?? 0);
}

function fateWords(cell: CellComparison, trans: TranslationBundle): string {
  switch (cell.kind) {
    case 'added':
      return trans.__('added');
    case 'removed':
      return trans.__('removed');
    case 'moved':
      return trans.__('moved');
    case 'run':
      return trans.__('run again');
    case 'changed':
      return changedWords(cell, trans);
  }
}

function changedWords(cell: CellComparison, trans: TranslationBundle): string {
  if (cell.lines.length === 0) {
    return cell.isMoved ? trans.__('moved, its settings changed') : trans.__('its settings changed');
  }
  if (cell.isMoved) {
    return cell.outputs ? trans.__('moved and changed, with its output') : trans.__('moved and changed');
  }
  return cell.outputs ? trans.__('changed, with its output') : trans.__('changed');
}
