// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Check } from '@jupyter-atrium/api';
import fc from 'fast-check';
import { Value } from 'typebox/value';
import { aNotebook, code, display, failure, markdown, notebookFile, stream, textFile } from '../../test/a-notebook.ts';
import { json } from '../../test/arbitraries.ts';
import { SECRETS, inText } from '../../test/secrets.ts';
import type { WorkFile } from '../files/work-file.ts';
import type { JsonObject } from '../json/json.ts';
import type { Cell } from '../notebook/notebook.ts';
import { writeNotebook } from '../notebook/write.ts';
import { check } from './check.ts';

const messages = (...files: WorkFile[]): string[] => check(files).map(each => each.message);
const only = (...files: WorkFile[]): Check | undefined => check(files)[0];
const token = inText('jupyter-token');

describe('check', () => {
  it('says nothing about a clean work', () => {
    expect(
      check([notebookFile([markdown('# A'), code('x = 1', { outputs: [stream('1')], execution_count: 1 })])])
    ).toEqual([]);
  });

  it('lists the worst first, then by file and cell', () => {
    const a = notebookFile([code('x', { execution_count: 2 }), code('y', { execution_count: 1 })], 'a.ipynb');
    const b = notebookFile([code(`"${token}"`), code('z', { outputs: [failure('E', '')] })], 'b.ipynb');

    expect(check([a, b]).map(each => [each.level, each.kind])).toEqual([
      ['stop', 'secret'],
      ['ask', 'error-output'],
      ['note', 'run-order']
    ]);
  });

  it('gives the same finding in the same bytes the same id, and others other ids', () => {
    const file = notebookFile([code(token), code(token), code(inText('github-token'))]);
    const ids = check([file]).map(each => each.id);

    expect(check([file]).map(each => each.id)).toEqual(ids);
    expect(new Set(ids).size).toBe(3);
  });

  it('gives another secret in the same place another id, so that an answer does not carry over', () => {
    const [one, other] = [token, token.replace('8f31', '9a42')].map(text => only(notebookFile([code(text)]))?.id);

    expect(one).not.toBe(other);
  });

  it('answers in the form of the contract, never throwing, whatever is in the files', () => {
    const cells = fc.array(json, { maxLength: 3 });
    fc.assert(
      fc.property(cells, fc.string({ minLength: 1, maxLength: 12 }), (value, path) => {
        const text = JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: value });
        for (const finding of check([textFile(`${path}.ipynb`, text), textFile(path, text)], { card: {} })) {
          expect(Value.Check(Check, finding)).toBe(true);
        }
      })
    );
  });
});

describe('secrets', () => {
  const places: [string, string, (text: string) => WorkFile][] = [
    ['cell 1', 'source', text => notebookFile([code(text)])],
    ['cell 1', 'source', text => notebookFile([markdown(text)])],
    ['the output of cell 1', 'output', text => notebookFile([code('', { outputs: [stream(text)] })])],
    [
      'the output of cell 1',
      'output',
      text => notebookFile([code('', { outputs: [stream(text.slice(0, 30)), stream(text.slice(30))] })])
    ],
    [
      'the output of cell 1',
      'output',
      text => notebookFile([code('', { outputs: [display({ 'text/plain': text })] })])
    ],
    [
      'the output of cell 1',
      'output',
      text =>
        notebookFile([
          code('', { outputs: [display({ 'text/html': `<a title="${text.replaceAll('"', '&quot;')}">x</a>` })] })
        ])
    ],
    [
      'the output of cell 1',
      'output',
      text =>
        notebookFile([code('', { outputs: [display({ 'text/html': `<p>${text.replaceAll('=', '&#61;')}</p>` })] })])
    ],
    [
      'the output of cell 1',
      'output',
      text => notebookFile([code('', { outputs: [display({ 'application/json': { a: [text] } })] })])
    ],
    ['the output of cell 1', 'output', text => notebookFile([code('', { outputs: [failure('E', '', ['x', text])] })])],
    ['the output of cell 1', 'output', text => notebookFile([code('', { outputs: [failure('E', text)] })])],
    ['the metadata of cell 1', 'metadata', text => notebookFile([code('', { metadata: { note: { deep: text } } })])],
    ['the notebook’s metadata', 'metadata', text => notebookFile([], 'a.ipynb', { widgets: { state: { a: text } } })],
    [
      'the name of an attachment of cell 1',
      'attachment',
      text => notebookFile([markdown('', { attachments: { [text]: { 'image/png': 'aGk=' } } })])
    ],
    ['“notes.txt”', 'file', text => textFile('notes.txt', text)]
  ];

  it.each(places)('finds them in %s (%s)', (where, place, build) => {
    for (const kind of Object.keys(SECRETS)) {
      const findings = check([build(inText(kind))]).filter(each => each.kind === 'secret');

      expect(findings).toHaveLength(1);
      expect(findings[0]).toMatchObject({ level: 'stop', place });
      expect(findings[0]?.message.endsWith(` is in ${where}.`)).toBe(true);
    }
  });

  it.each(places)('never repeat one found in %s (%s)', (_where, _place, build) => {
    for (const [kind, secret] of Object.entries(SECRETS)) {
      expect(JSON.stringify(check([build(inText(kind))]))).not.toContain(secret.slice(6, 18));
    }
  });

  it('finds one that is split over list items in the file', () => {
    const text = writeNotebook(aNotebook([code(token)])).replace('?token=8f31', '?token=8f31",\n    "');

    expect(only(textFile('a.ipynb', text))?.kind).toBe('secret');
  });

  it('finds one in a file’s name without repeating it', () => {
    const finding = only(textFile(`${SECRETS['github-token']}.txt`, ''));

    expect(finding).toMatchObject({
      kind: 'secret',
      place: 'name',
      path: null,
      message: 'A GitHub token is in the name of a file.'
    });
    expect(JSON.stringify(finding)).not.toContain(SECRETS['github-token']);
  });

  it('names the same secret once for each cell and place', () => {
    const cell = code(token, { outputs: [stream(`${token}\n${token}`), display({ 'text/html': `<b>${token}</b>` })] });

    expect(check([notebookFile([cell, cell])])).toHaveLength(4);
  });

  it('says what it would lead to and what can be done', () => {
    expect(only(notebookFile([code('', { outputs: [stream(token)] })]))).toMatchObject({
      message: 'A Jupyter token is in the output of cell 1.',
      because: 'It would let others act as you.',
      excerpt: 'http://127.0.0.1:8888/lab?token=8f31••••••••••••',
      fixes: ['redact', 'clear-output']
    });
  });

  it('does not look into pictures', () => {
    const picture = btoa(inText('github-token'));

    expect(check([notebookFile([code('', { outputs: [display({ 'image/png': picture })] })])])).toEqual([]);
  });
});

describe('personal paths', () => {
  it.each([
    ['/home/alice/glaciers/x.zarr', '/home/•••••/glaciers/x.zarr'],
    ['/Users/alice/x', '/Users/•••••/x'],
    ["'C:\\\\Users\\\\alice\\\\x'", "'C:\\\\Users\\\\•••••\\\\x'"],
    ['file:///home/alice/x', 'file:///home/•••••/x']
  ])('finds %s', (path, excerpt) => {
    expect(only(notebookFile([code('', { outputs: [stream(path)] })]))).toMatchObject({
      kind: 'personal-path',
      level: 'ask',
      message: 'The output of cell 1 shows a home folder.',
      excerpt,
      fixes: ['make-relative', 'clear-output']
    });
  });

  it.each(['/home/jovyan/work', 'https://hub.example/home/alice/', '/home/{user}/x', '/Users/Shared/x', 'a/home/b/c'])(
    'passes %s over',
    path => {
      expect(messages(notebookFile([code(path)]))).toEqual([]);
    }
  );

  it('is one finding for each place', () => {
    const cell = code('open("/home/alice/a"); open("/home/alice/b")', { outputs: [stream('/home/alice/c')] });

    expect(messages(notebookFile([cell]), textFile('notes.md', '/home/alice/x'))).toEqual([
      'Cell 1 names a home folder.',
      'The output of cell 1 shows a home folder.',
      '“notes.md” names a home folder.'
    ]);
  });
});

describe('other rules', () => {
  const raw = (notebook: JsonObject): WorkFile =>
    textFile('a.ipynb', JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata: {}, ...notebook }));
  const plain = (cell: JsonObject): JsonObject => ({ cell_type: 'markdown', metadata: {}, source: '', ...cell });

  it('finds errors in outputs, once a cell', () => {
    const finding = only(
      notebookFile([code('x', { outputs: [failure('ValueError', 'bad'), failure('KeyError', 'k')] })])
    );

    expect(finding).toMatchObject({
      kind: 'error-output',
      level: 'ask',
      message: 'The output of cell 1 is an error: ValueError.',
      excerpt: 'bad'
    });
  });

  it('finds cells that were run out of order', () => {
    const cells = [3, 1, null, 2, 4].map((count): Cell => code('x', { execution_count: count }));

    expect(messages(notebookFile(cells))).toEqual(['Cells 2 and 4 were run out of order.']);
  });

  it('finds missing and repeated ids, and no fault in that', () => {
    const file = textFile(
      'a.ipynb',
      JSON.stringify({
        nbformat: 4,
        nbformat_minor: 5,
        metadata: {},
        cells: [plain({}), plain({ id: 'a' }), plain({ id: 'a' })]
      })
    );

    expect(check([file])).toMatchObject([
      {
        kind: 'cell-ids',
        level: 'note',
        message: '1 cell has no id, and 1 cell has the id of another.',
        fixes: ['add-ids']
      }
    ]);
  });

  it('stops at a notebook that is none, with the line', () => {
    expect(only(textFile('a.ipynb', '{\n"cells": <<<<'))).toMatchObject({
      kind: 'schema',
      level: 'stop',
      message: '“a.ipynb” is not valid JSON (line 2).',
      fixes: ['leave-out']
    });
  });

  it('stops at an invalid notebook and offers to repair what can be repaired', () => {
    expect(only(raw({ cells: [plain({ odd: 1 })] }))).toMatchObject({
      kind: 'schema',
      cell: { index: 0 },
      message: 'In cell 1, “odd” is not allowed.',
      fixes: ['repair', 'leave-out']
    });
    expect(only(raw({ cells: [plain({ cell_type: 'odd' })] }))).toMatchObject({ fixes: ['leave-out'] });
  });

  it('stops at content that no reader would see', () => {
    const file = textFile(
      'a.ipynb',
      '{"nbformat":4,"nbformat_minor":4,"metadata":{},\n"cells":["hidden"],\n"cells":[]}'
    );

    expect(only(file)).toMatchObject({
      kind: 'schema',
      level: 'stop',
      message: 'The file names a value twice in line 3.'
    });
  });

  it('stops at a notebook that is too large, and asks about large outputs', () => {
    expect(only(textFile('a.ipynb', ' '.repeat(50_000_001)))).toMatchObject({
      kind: 'size',
      level: 'stop',
      message: '“a.ipynb” is larger than 50 MB.'
    });
    expect(
      only(notebookFile([code('x', { outputs: [display({ 'image/png': 'A'.repeat(3_200_000) })] })]))
    ).toMatchObject({
      kind: 'size',
      level: 'ask',
      message: 'The output of cell 1 is 3.2 MB large.'
    });
  });

  it('notes that trust is stripped', () => {
    const cell = code('x', { outputs: [{ output_type: 'display_data', data: {}, metadata: { trusted: true } }] });

    expect(only(notebookFile([cell]))).toMatchObject({ kind: 'trusted', level: 'note', fixes: ['strip-trust'] });
  });

  it('notes a missing kernel, if there is code to run', () => {
    expect(messages(notebookFile([code('x')], 'a.ipynb', {}))).toEqual(['The notebook does not name its kernel.']);
    expect(messages(notebookFile([markdown('x')], 'a.ipynb', {}))).toEqual([]);
  });

  it('stops at names that some system cannot hold, or not apart', () => {
    const paths = ['a:b.txt', 'Data/x.csv', 'data/x.csv', 'Straße.md', 'STRASSE.md', 'plan', 'Plan/a.md', '_atrium/x'];

    expect(messages(...paths.map(path => textFile(path, '')))).toEqual([
      '“_atrium/x” is kept for the record of a copy.',
      '“a:b.txt” contains one of : * ? " < > |.',
      '“data/x.csv” and “Data/x.csv” are one name on some systems.',
      'The file “plan” and the folder “Plan” are one name on some systems.',
      '“STRASSE.md” and “Straße.md” are one name on some systems.'
    ]);
  });

  it('asks for title, authors and licence, if it is given a card', () => {
    expect(check([], { card: { title: ' ', authors: [], licence: null } }).map(each => each.message)).toEqual([
      'The card has no title.',
      'The card names no author.',
      'The card names no licence.'
    ]);
    expect(check([], { card: { title: 'x', authors: [{ name: 'A. Rivera' }], licence: 'MIT' } })).toEqual([]);
  });
});
