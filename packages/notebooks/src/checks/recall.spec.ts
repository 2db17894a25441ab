// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Check } from '@jupyter-atrium/api';
import { code, display, failure, markdown, notebookFile, stream, textFile } from '../../test/a-notebook.ts';
import { aCleanNotebook } from '../../test/clean-notebooks.ts';
import { MORE_TEXTS, SECRETS, inText } from '../../test/secrets.ts';
import { type WorkFile, isNotebookPath, readFile } from '../files/work-file.ts';
import type { JsonObject } from '../json/json.ts';
import { check } from './check.ts';
import { findSecrets } from './find-secrets.ts';

const WORKS = join(import.meta.dirname, '../../../../examples/works');
const GENERATED = 150;

/** A notebook as it lies on disk, with texts as lists that end anywhere. */
const raw = (cell: JsonObject): WorkFile =>
  textFile('a.ipynb', JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata: {}, cells: [cell] }));
const halves = (text: string): string[] => [text.slice(0, text.length / 2), text.slice(text.length / 2)];
const shown = (data: JsonObject): WorkFile => notebookFile([code('', { outputs: [display(data)] })]);
const attribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const coloured = (text: string): string => text.replace('=', '=\u001b[0m').replace(/^/, '\u001b[31m');

const PLACES: Readonly<Record<string, (text: string) => WorkFile>> = {
  code: text => notebookFile([code(`x = 1\n${text}\ny = 2`)]),
  Markdown: text => notebookFile([markdown(`Words.\n\n${text}\n`)]),
  'a raw cell': text => notebookFile([{ cell_type: 'raw', metadata: {}, source: text }]),
  'a stream': text => notebookFile([code('', { outputs: [stream(`before\n${text}\n`)] })]),
  'two streams': text => notebookFile([code('', { outputs: halves(text).map(half => stream(half)) })]),
  'a plain result': text => shown({ 'text/plain': text }),
  'a traceback': text => notebookFile([code('', { outputs: [failure('KeyError', 'x', ['----> 1', text])] })]),
  'a coloured traceback': text => notebookFile([code('', { outputs: [failure('KeyError', 'x', [coloured(text)])] })]),
  'text of HTML': text => shown({ 'text/html': `<table><td>${text.replaceAll('=', '&#61;')}</td></table>` }),
  'an attribute of HTML': text => shown({ 'text/html': `<a title="${attribute(text)}">x</a>` }),
  SVG: text => shown({ 'image/svg+xml': `<svg><text>${text}</text></svg>` }),
  'JSON of an output': text => shown({ 'application/vnd.x.v1+json': { rows: [{ note: text }] } }),
  'metadata of an output': text => notebookFile([code('', { outputs: [{ ...display({}), metadata: { x: text } }] })]),
  'metadata of a cell': text => notebookFile([code('', { metadata: { papermill: { note: [text] } } })]),
  'metadata of the notebook': text => notebookFile([], 'a.ipynb', { language_info: { name: 'python' }, note: text }),
  'the state of widgets': text =>
    notebookFile([], 'a.ipynb', {
      widgets: { 'application/vnd.jupyter.widget-state+json': { state: { a: { state: { value: text } } } } }
    }),
  'the name of an attachment': text =>
    notebookFile([markdown('', { attachments: { [text]: { 'image/png': 'aGk=' } } })]),
  'a source split over list items': text =>
    raw({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source: halves(text) }),
  'a stream split over list items': text =>
    raw({
      cell_type: 'code',
      execution_count: null,
      metadata: {},
      outputs: [{ output_type: 'stream', name: 'stdout', text: halves(text) }],
      source: []
    }),
  'base64 in code': text => notebookFile([code(`data = "${btoa(text)}"`)]),
  'base64 in an output': text => notebookFile([code('', { outputs: [stream(btoa(text))] })]),
  'a text file': text => textFile('notes.txt', text),
  'a file of settings': text => textFile('.env', text)
};

const secretsOf = (file: WorkFile): Check[] => check([file]).filter(each => each.kind === 'secret');

function* filesIn(folder: string): Generator<WorkFile> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) {
      const place = join(entry.parentPath, entry.name);
      yield readFile(relative(folder, place), readFileSync(place));
    }
  }
}

describe('planted secrets', () => {
  const texts = { ...Object.fromEntries(Object.keys(SECRETS).map(kind => [kind, inText(kind)])), ...MORE_TEXTS };
  const planted = Object.entries(texts).flatMap(([kind, text]) =>
    Object.entries(PLACES).map(([place, build]) => ({ kind, place, text, build }))
  );

  it('are known as plain text, whatever their kind', () => {
    expect(Object.entries(texts).flatMap(([kind, text]) => (findSecrets(text).length === 1 ? [] : [kind]))).toEqual([]);
  });

  it('are found in at least 98 of 100 places', () => {
    const missed = planted.filter(({ text, build }) => secretsOf(build(text)).length === 0);

    expect(planted.length).toBeGreaterThan(500);
    // Those beyond two of 100.
    expect(missed.map(({ kind, place }) => `${kind} in ${place}`).slice(planted.length / 50)).toEqual([]);
  });

  it('never stand in what is said of them', () => {
    const unmasked = planted.filter(({ text, build }) => {
      const [found] = findSecrets(text);
      const secret = text.slice(found?.start, found?.end);
      const said = JSON.stringify(check([build(text)]));
      return [secret.slice(6, 18), secret.slice(-12), btoa(text).slice(24, 40)].some(part => said.includes(part));
    });

    expect(unmasked.map(({ kind, place }) => `${kind} in ${place}`)).toEqual([]);
  });
});

describe('clean notebooks', () => {
  it('raise at most one alarm in 50', () => {
    const generated = Array.from({ length: GENERATED }, (_, seed) => [aCleanNotebook(seed)]);
    const folders = readdirSync(WORKS, { withFileTypes: true }).filter(entry => entry.isDirectory());
    const works = [...folders.map(({ name }) => [...filesIn(join(WORKS, name))]), ...generated];
    const notebooks = works.flat().filter(file => isNotebookPath(file.path)).length;
    const alarms = works.flatMap(files => check(files)).filter(each => each.level !== 'note');

    expect(notebooks).toBeGreaterThan(GENERATED + 25);
    expect(alarms.slice(0, 5)).toEqual([]);
  });
});
