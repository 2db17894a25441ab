// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { diffLines } from '@jupyter-atrium/notebooks';
import { nullTranslator } from '@jupyterlab/translation';
import { act, cleanup, render, screen } from '@testing-library/react';
import React from 'react';
import { CodeDiff } from './code-diff';
import type { CellComparison } from './comparison';
import { NotebookDiff } from './notebook-diff';

const trans = nullTranslator.load('jupyter_atrium');

afterEach(cleanup);

const cell = (fields: Partial<CellComparison>): CellComparison => ({
  kind: 'changed',
  numbers: [7],
  isCode: true,
  isMoved: false,
  isOtherwiseChanged: false,
  lines: diffLines('fit(t, 1)', 'fit(time, 1)'),
  outputs: null,
  ...fields
});

const show = (rows: React.ComponentProps<typeof NotebookDiff>['body']['rows']): void => {
  const body = { kind: 'notebook' as const, rows, edited: 1, run: 0, hasOtherMetadata: false };
  render(<NotebookDiff body={body} names={{ before: '1.3.0', after: 'Now' }} trans={trans} />);
};

describe('NotebookDiff', () => {
  it('names each changed cell and folds equal ones', () => {
    show([{ kind: 'same', first: 1, last: 6 }, cell({}), { kind: 'same', first: 8, last: 8 }]);
    expect(screen.getByText('Cells 1–6 are the same')).toBeTruthy();
    expect(screen.getByText('Cell 8 is the same')).toBeTruthy();
    expect(screen.getByRole('article', { name: 'Cell 7, changed' })).toBeTruthy();
  });

  it('tells added and removed lines to who cannot see colours', () => {
    show([cell({})]);
    const lines = [...screen.getByRole('article').querySelectorAll('.jp-Atrium-CodeDiff-line')];
    expect(lines.map(line => line.textContent)).toEqual(['removed: fit(t, 1)', 'added: fit(time, 1)']);
    expect(lines.map(line => line.querySelector('b')?.textContent)).toEqual(['t', 'time']);
  });

  it('shows prose as running text', () => {
    show([cell({ isCode: false, lines: diffLines('in mbar now', 'in hPa now') })]);
    const article = screen.getByRole('article');
    expect(article.querySelector('del')?.textContent).toBe('mbar');
    expect(article.querySelector('ins')?.textContent).toBe('hPa');
  });

  it('shows outputs side by side under the names of the two sides', () => {
    const outputs = { before: [], after: [{ kind: 'image' as const, address: 'data:image/png;base64,AA' }] };
    show([cell({ outputs })]);
    expect(screen.getByRole('article', { name: 'Cell 7, changed, with its output' })).toBeTruthy();
    expect(screen.getByText('No output')).toBeTruthy();
    expect(screen.getByRole('img', { name: 'Output, Now' })).toBeTruthy();
  });

  it.each<[Partial<CellComparison>, string]>([
    [{ kind: 'added' }, 'Cell 7, added'],
    [{ kind: 'removed' }, 'Cell 7, removed'],
    [{ kind: 'moved', lines: [] }, 'Cell 7, moved'],
    [{ kind: 'run', lines: [] }, 'Cell 7, run again'],
    [{ lines: [], isOtherwiseChanged: true }, 'Cell 7, its settings changed'],
    [{ isMoved: true }, 'Cell 7, moved and changed'],
    [{ numbers: [7, 8] }, 'Cells 7–8, changed']
  ])('says what happened to a cell', (fields, name) => {
    show([cell(fields)]);
    expect(screen.getByRole('article', { name })).toBeTruthy();
  });
});

describe('CodeDiff', () => {
  it('opens folded lines, and long comparisons, when asked', async () => {
    const before = Array.from({ length: 400 }, (_, at) => `line ${at}`).join('\n');
    render(<CodeDiff lines={diffLines(before, before.replace('line 0', 'other'))} trans={trans} />);
    expect(screen.getByRole('button', { name: 'Show all 401 lines' })).toBeTruthy();
    await act(async () => screen.getByRole('button', { name: /lines are the same/ }).click());
    await act(async () => screen.getByRole('button', { name: 'Show all 401 lines' }).click());
    expect(document.querySelectorAll('.jp-Atrium-CodeDiff-line').length).toBe(401);
  });
});
