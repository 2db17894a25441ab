// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import { PYTHON, code, display, markdown, notebookFile, textFile } from '../../test/a-notebook.ts';
import type { WorkFile } from '../files/work-file.ts';
import { fileFacts } from './facts.ts';
import { type Prefill, cutProse, prefill, readableName } from './prefill.ts';

const fill = (name: string, ...files: WorkFile[]): Prefill => prefill(name, files.map(fileFacts));
const png = (bytes: number): string => 'A'.repeat((bytes * 4) / 3);

const GLACIER = notebookFile(
  [
    markdown(
      '# Glacier melt from altimetry\n\n2026-05-01\n\nHow much ice did the **glaciers** of the world lose? A robust trend. We use the data of two satellites.'
    ),
    markdown('## Altimetry data of the glaciers\n## Trend from altimetry'),
    code('import xarray as xr\nfrom sklearn import linear_model\nxr.a', {
      outputs: [display({ 'image/png': png(300) })]
    }),
    code('plot()', { outputs: [display({ 'image/png': png(6000) }), display({ 'text/html': '<table></table>' })] })
  ],
  'glacier-melt.ipynb'
);

describe('prefill', () => {
  it('fills in the card and says where each field came from', () => {
    const { card, from } = fill('glacier-melt', GLACIER, textFile('data.csv', 'a,b'));

    expect(card).toEqual({
      title: 'Glacier melt from altimetry',
      summary: 'How much ice did the glaciers of the world lose? A robust trend. We use the data of two satellites.',
      authors: [],
      licence: null,
      tags: ['altimetry', 'glacier', 'machine learning', 'xarray'],
      inLanguage: ['en'],
      entry: 'glacier-melt.ipynb'
    });
    expect(from).toEqual({ title: 'heading', summary: 'paragraph', tags: 'imports-and-headings' });
  });

  it('proposes a figure that is neither an icon nor too large as cover', () => {
    const { figures, outputs } = fill('glacier-melt', GLACIER);

    expect(figures.map(({ cell, output, mediaType, bytes }) => [cell, output, mediaType, bytes])).toEqual([
      [3, 0, 'image/png', 6000],
      [2, 0, 'image/png', 300]
    ]);
    expect(outputs).toEqual({ figures: 2, tables: 1, others: 0 });
  });

  it('shows figures of the entry before those of other files', () => {
    const figure = (path: string): WorkFile =>
      notebookFile([code('', { outputs: [display({ 'image/png': png(3000) })] })], path);

    expect(fill('x', figure('a.ipynb'), figure('index.ipynb')).figures.map(each => each.path)).toEqual([
      'index.ipynb',
      'a.ipynb'
    ]);
  });

  it('makes the name readable if there is no heading', () => {
    const { card, from } = fill('01-ice_sheet.ipynb', notebookFile([code('x')], '01-ice_sheet.ipynb'));

    expect(card.title).toBe('Ice sheet');
    expect(from.title).toBe('name');
  });

  it('takes title and authors from metadata where notebooks have them', () => {
    const metadata = {
      ...PYTHON,
      title: 'Given title',
      authors: [
        { name: 'A. Rivera', orcid: 'https://orcid.org/0000-0002-1825-0097' },
        { name: 'J. Okafor' },
        { odd: 1 }
      ]
    };
    const { card, from } = fill(
      'x',
      notebookFile([code('x')], 'a.ipynb', metadata),
      notebookFile([], 'b.ipynb', { authors: ['A. Rivera'] })
    );

    expect(card.title).toBe('Given title');
    expect(card.authors).toEqual([{ name: 'A. Rivera', orcid: '0000-0002-1825-0097' }, { name: 'J. Okafor' }]);
    expect(from).toMatchObject({ title: 'metadata', authors: 'metadata' });
  });

  it('describes a course by its README and opens its first notebook', () => {
    const { card } = fill(
      'stat101',
      textFile('README.md', '# Statistics 101\n\nAn introduction for everybody who counts things.'),
      notebookFile([markdown('# Lab ten')], 'lab10.ipynb'),
      notebookFile([markdown('# Lab two')], 'lab2.ipynb')
    );

    expect(card).toMatchObject({ title: 'Statistics 101', entry: 'lab2.ipynb' });
    expect(card.summary).toBe('An introduction for everybody who counts things.');
  });

  it.each([
    [['b.ipynb', 'week1/index.ipynb', 'README.md'], 'week1/index.ipynb'],
    [['b.ipynb', 'README.ipynb', 'index.ipynb'], 'index.ipynb'],
    [['b.ipynb', 'ice.ipynb'], 'ice.ipynb'],
    [['sub/a.ipynb', 'b.ipynb'], 'b.ipynb'],
    [['notes.txt', 'README.md', 'tool.py'], 'README.md'],
    [['tool.py', 'data.csv'], null]
  ])('of %j opens %j', (paths, entry) => {
    const files = paths.map(path => (path.endsWith('.ipynb') ? notebookFile([], path) : textFile(path, '')));

    expect(fill('ice', ...files).card.entry).toBe(entry);
  });

  it('copes with an empty folder and broken notebooks', () => {
    expect(fill('empty').card).toMatchObject({ title: 'Empty', entry: null, tags: [] });
    expect(fill('x', textFile('a.ipynb', '{')).card).toMatchObject({ title: 'X', summary: '', entry: 'a.ipynb' });
  });

  it('stays within the limits of a card', () => {
    const { card } = fill(
      'x',
      notebookFile([markdown(`# ${'Title '.repeat(200)}\n\n${'A sentence of six words here. '.repeat(200)}`)])
    );

    expect(card.title.length).toBeLessThanOrEqual(LIMITS.titleCharacters);
    expect(card.summary.length).toBeLessThanOrEqual(LIMITS.summaryCharacters);
    expect(card.summary.endsWith('here.')).toBe(true);
  });
});

describe('cutProse', () => {
  it.each([
    ['short', 10, 'short'],
    ['One. Two three four', 10, 'One. Two…'],
    ['Eins zwei. Drei', 12, 'Eins zwei.'],
    ['aaaaaaaaaaaaaaaa', 8, 'aaaaaaa…'],
    ['一二三四。五六七八', 7, '一二三四。']
  ])('cuts %j to %i characters as %j', (text, characters, cut) => {
    expect(cutProse(text, characters)).toBe(cut);
  });
});

describe('readableName', () => {
  it.each([
    ['glacier-melt', 'Glacier melt'],
    ['01_intro', 'Intro'],
    ['2026', '2026'],
    ['été_austral', 'Été austral']
  ])('reads %s as %s', (name, readable) => {
    expect(readableName(name)).toBe(readable);
  });
});
