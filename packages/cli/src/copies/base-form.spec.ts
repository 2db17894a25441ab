// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash } from 'node:crypto';
import { canonicalForm, readNotebook, writeBase } from '@jupyter-atrium/notebooks';
import { baseForm } from './base-form';
import { cutPictures } from './cut-pictures';

const PICTURE = 'iVBORw0KGgo'.repeat(900);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

type Cell = Record<string, unknown>;
const cell = (rest: Cell = {}): Cell => ({ cell_type: 'code', metadata: {}, source: 'x', outputs: [], ...rest });
const shown = (data: object, rest: object = {}): Cell =>
  cell({ outputs: [{ output_type: 'display_data', metadata: {}, data, ...rest }] });

function bytesOf(cells: Cell[], rest: object = {}, indent?: number): Buffer {
  return Buffer.from(JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 4, ...rest }, null, indent));
}

/** Without any short way. */
function plainForm(bytes: Buffer): string | null {
  const reading = readNotebook(bytes);
  return reading.kind === 'notebook' ? writeBase(canonicalForm(reading.notebook, sha256)) : null;
}

describe('baseForm', () => {
  it.each<[string, Buffer]>([
    ['a picture', bytesOf([shown({ 'image/png': PICTURE, 'text/plain': 'x' })])],
    ['indented JSON', bytesOf([shown({ 'image/png': `${PICTURE}\n` })], {}, 1)],
    ['a picture on many lines', bytesOf([shown({ 'image/png': PICTURE.replaceAll('k', 'k\n') })])],
    ['a drawing as lines', bytesOf([shown({ 'image/svg+xml': [`<svg>\n`, PICTURE] })])],
    ['a drawing as one text', bytesOf([shown({ 'image/svg+xml': `<svg a="é\\">${PICTURE}"</svg>` })])],
    ['a short picture', bytesOf([shown({ 'image/png': 'abc' })])],
    ['an attachment', bytesOf([cell({ cell_type: 'markdown', attachments: { 'a.png': { 'image/png': PICTURE } } })])],
    [
      'several pictures',
      bytesOf([shown({ 'image/jpeg': PICTURE, 'image/png': PICTURE }), shown({ 'image/png': 'a' })])
    ],
    ['a picture in the metadata of an output', bytesOf([shown({}, { metadata: { 'image/png': PICTURE } })])],
    ['a picture in metadata', bytesOf([cell({ metadata: { 'image/png': PICTURE } })])],
    ['pictures in widgets', bytesOf([], { metadata: { widgets: { state: { data: { 'image/png': PICTURE } } } } })],
    ['a picture in a source', bytesOf([cell({ source: `{"image/png": "${PICTURE}"}` })])],
    ['a key with a quote', bytesOf([cell({ metadata: { 'a "image/png': PICTURE } })])],
    ['what looks like a mark', bytesOf([cell({ source: '"picture:abc"' })])],
    ['characters that take much space', bytesOf([shown({ 'image/png': 'é'.repeat(1000) })])],
    ['no notebook', Buffer.from(`{"image/png": "${PICTURE}"}`)]
  ])('is the same by the short way: %s', (_, bytes) => {
    expect(baseForm('a.ipynb', bytes)).toBe(plainForm(bytes));
  });

  it('tells pictures apart', () => {
    const [one, other] = [PICTURE, `${PICTURE}A`].map(picture => bytesOf([shown({ 'image/png': picture })]));
    expect(baseForm('a.ipynb', one ?? Buffer.of())).not.toBe(baseForm('a.ipynb', other ?? Buffer.of()));
  });

  it('is all of a text, and nothing of data', () => {
    expect(baseForm('a.py', Buffer.from('x = 1'))?.toString()).toBe('x = 1');
    expect(baseForm('a.py', Buffer.of(0))).toBeNull();
  });
});

describe('cutPictures', () => {
  it('leaves little of a notebook full of pictures', () => {
    const bytes = bytesOf([shown({ 'image/png': `${PICTURE}\n` }), shown({ 'image/png': PICTURE })], {}, 1);
    expect(cutPictures(bytes).length).toBeLessThan(1000);
  });

  it.each(['', '"image/png": "', `"image/png": "${PICTURE}`, `"image/png": "${PICTURE}\\`, '"image/'])(
    'takes what ends anywhere: %#',
    text => {
      expect(cutPictures(Buffer.from(text)).toString()).toBe(text);
    }
  );
});
