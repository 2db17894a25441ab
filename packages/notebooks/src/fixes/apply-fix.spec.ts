// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check, FixKind } from '@jupyter-atrium/api';
import { code, display, failure, markdown, mustRead, notebookFile, stream, textFile } from '../../test/a-notebook.ts';
import { SECRETS, inText } from '../../test/secrets.ts';
import { check } from '../checks/check.ts';
import type { WorkFile } from '../files/work-file.ts';
import type { Cell } from '../notebook/notebook.ts';
import { type IFixContext, applyFix } from './apply-fix.ts';

/** Applies a fix to the first finding that offers it. */
function fixed(file: WorkFile, fix: FixKind, context: IFixContext = {}): string {
  const finding = check([file]).find(each => each.fixes.includes(fix));
  const text = finding ? applyFix(file, finding, fix, context) : null;
  if (text === null) {
    throw new Error(`nothing offers ${fix}, or it does nothing`);
  }
  return text;
}

const fixedCells = (file: WorkFile, fix: FixKind, context?: IFixContext): readonly Cell[] =>
  mustRead(fixed(file, fix, context)).cells;
const secretsIn = (text: string): Check[] => check([textFile('a.ipynb', text)]).filter(each => each.kind === 'secret');

describe('redact', () => {
  it.each(Object.keys(SECRETS))('takes a %s out of sources, outputs and metadata', kind => {
    const text = inText(kind);
    for (const cell of [
      code(text),
      code('', { outputs: [stream(text)] }),
      code('', { outputs: [display({ 'text/html': `<b>${text}</b>`, 'application/json': { a: [text] } })] }),
      code('', { metadata: { note: text } })
    ]) {
      expect(secretsIn(fixed(notebookFile([cell]), 'redact'))).toEqual([]);
    }
  });

  it('takes out only the secret it was asked for, in the cell it was found in', () => {
    const [token, other] = [inText('jupyter-token'), inText('github-token')];
    const cells = fixedCells(notebookFile([code(`${token}\n${other}`), code(token)]), 'redact');

    expect(cells[0]?.source).toBe(`http://127.0.0.1:8888/lab?token=REDACTED\n${other}`);
    expect(cells[1]?.source).toBe(token);
  });

  it('takes a secret out of a text file', () => {
    expect(fixed(textFile('notes.md', `see ${inText('jupyter-token')}!`), 'redact')).toBe(
      'see http://127.0.0.1:8888/lab?token=REDACTED!'
    );
  });

  it('is not offered where the file does not hold the secret as it is', () => {
    const encoded = inText('jupyter-token').replace('8f31', '&#56;f31');
    const split = [stream(inText('jupyter-token').slice(0, 40)), stream(inText('jupyter-token').slice(40))];

    for (const outputs of [[display({ 'text/html': encoded })], split]) {
      expect(check([notebookFile([code('', { outputs })])])[0]?.fixes).toEqual(['clear-output']);
    }
  });

  it('does nothing if the finding is gone', () => {
    const before = notebookFile([code(inText('jupyter-token'))]);
    const [finding] = check([before]);

    expect(finding && applyFix(notebookFile([code('x')]), finding, 'redact')).toBeNull();
  });
});

describe('clear-output', () => {
  it('takes outputs and count off the cell, and nothing else', () => {
    const cells = [
      code('x', { outputs: [failure('E', 'v')], execution_count: 3 }),
      code('y', { outputs: [stream('1')], execution_count: 4 })
    ];
    const [first, second] = fixedCells(notebookFile(cells), 'clear-output');

    expect(first).toMatchObject({ source: 'x', outputs: [], execution_count: null });
    expect(second).toMatchObject({ outputs: [{ text: '1' }], execution_count: 4 });
  });
});

describe('make-relative', () => {
  it.each([
    ['a.ipynb', 'open("/home/alice/ice/data/x.csv")', 'open("data/x.csv")'],
    ['week1/a.ipynb', 'open("/home/alice/ice/data/x.csv")', 'open("../data/x.csv")'],
    ['a.ipynb', 'cd /home/alice/ice', 'cd .'],
    ['a.ipynb', 'open("/home/alice/icebergs/x.csv")', 'open("~/icebergs/x.csv")'],
    ['a.ipynb', '/home/bob/x and /Users/carol/y and /home/alice', '~/x and ~/y and ~']
  ])('in %s turns %s into %s', (path, source, expected) => {
    expect(
      fixedCells(notebookFile([code(source)], path), 'make-relative', { folder: '/home/alice/ice' })[0]?.source
    ).toBe(expected);
  });

  it('leaves no finding behind', () => {
    const cells = [
      code('x', {
        outputs: [stream('/home/alice/x\nC:\\Users\\alice\\y'), display({ 'text/html': '<p>/home/alice/z' })]
      })
    ];

    expect(check([textFile('a.ipynb', fixed(notebookFile(cells), 'make-relative'))])).toEqual([]);
  });
});

describe('other fixes', () => {
  it('adds ids', () => {
    const cell = { cell_type: 'markdown', metadata: {}, source: 'x' };
    const file = textFile(
      'a.ipynb',
      JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell, cell] })
    );

    expect(check([textFile('a.ipynb', fixed(file, 'add-ids'))])).toEqual([]);
  });

  it('repairs a notebook', () => {
    const cell = { cell_type: 'code', source: 'x', odd: 1 };
    const file = textFile('a.ipynb', JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata: {}, cells: [cell] }));

    expect(check([textFile('a.ipynb', fixed(file, 'repair'))]).filter(each => each.level === 'stop')).toEqual([]);
  });

  it('drops by repair what no reader would see', () => {
    const file = textFile(
      'a.ipynb',
      '{"nbformat":4,"nbformat_minor":4,"metadata":{},\n"cells":["hidden"],\n"cells":[]}'
    );

    expect(fixed(file, 'repair')).not.toContain('hidden');
  });

  it('strips trust', () => {
    const cell = code('x', { outputs: [{ output_type: 'display_data', data: {}, metadata: { trusted: true } }] });

    expect(fixed(notebookFile([cell]), 'strip-trust')).not.toContain('trusted');
  });

  it('takes e-mail addresses out, and leaves the rest of the text', () => {
    const cell = code('# ask a.rivera@uni-koeln.de or j@okafor.dev', { outputs: [stream('a.rivera@uni-koeln.de\n')] });
    const cells = fixedCells(notebookFile([cell]), 'redact');

    expect(cells[0]?.source).toBe('# ask REDACTED or REDACTED');
    expect(cells[0]?.outputs).toEqual([stream('a.rivera@uni-koeln.de\n')]);
  });

  it('takes out what the operator asked about', () => {
    const patterns = [{ name: 'a student number', pattern: 's\\d{7}' }];
    const file = notebookFile([code('x = "s1234567"')]);
    const [finding] = check([file], { patterns });

    expect(finding && applyFix(file, finding, 'redact', { patterns })).toContain('x = \\"REDACTED\\"');
    expect(finding && applyFix(file, finding, 'redact')).toBeNull();
  });

  it.each([
    ['<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> theirs\nb', 'a = 1\na = 2\nb'],
    ['<<<<<<< a\n1\n||||||| base\n0\n=======\n2\n>>>>>>> b', '1\n2'],
    ['<<<<<<< a\n1\n=======\n2\n>>>>>>> b\n<<<<<<< c\n3\n||||||| d\n4', '1\n2\n<<<<<<< c\n3\n||||||| d\n4']
  ])('removes the marks of a merge and keeps the lines of both sides: %j', (source, expected) => {
    expect(fixedCells(notebookFile([code(source)]), 'remove')[0]?.source).toBe(expected);
    expect(fixed(textFile('a.py', source), 'remove')).toBe(expected);
  });

  it.each([
    notebookFile([markdown('x', { metadata: { 'nbdime-conflicts': { a: 1 }, kept: 1 } })]),
    notebookFile([markdown('x')], 'a.ipynb', { 'nbdime-conflicts': { a: 1 }, kept: 1 }),
    notebookFile([code('x', { outputs: [{ ...display({}), metadata: { 'nbdime-conflicts': { a: 1 }, kept: 1 } }] })])
  ])('removes what nbdime kept of conflicts, and nothing else', file => {
    const text = fixed(file, 'remove');

    expect(text).not.toContain('nbdime');
    expect(text).toContain('"kept": 1');
  });

  it('does nothing to a file that is to be left out', () => {
    const file = textFile('a.ipynb', '{');
    const [finding] = check([file]);

    expect(finding && applyFix(file, finding, 'leave-out')).toBeNull();
  });
});
