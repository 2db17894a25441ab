// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import fc from 'fast-check';
import { json, notebook } from '../../test/arbitraries.ts';
import { mustRead } from '../../test/a-notebook.ts';
import { type Reading, readNotebook } from './read.ts';
import { writeNotebook } from './write.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const words = (reading: Reading): string => (reading.kind === 'refused' ? reading.words : 'read');
const four = (cells: unknown, rest: object = {}): string =>
  JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata: {}, cells, ...rest });

describe('readNotebook', () => {
  it('joins sources, stream texts and data that are lists of lines, but not JSON data', () => {
    const output = {
      output_type: 'display_data',
      metadata: {},
      data: { 'text/plain': ['a\n', 'b'], 'application/json': ['a\n', 'b'] }
    };
    const stream = { output_type: 'stream', name: 'stdout', text: ['1\n', '2'] };
    const cell = {
      cell_type: 'code',
      metadata: {},
      execution_count: 1,
      source: ['x\n', 'y'],
      outputs: [output, stream]
    };

    const [read] = mustRead(four([cell])).cells;

    expect(read?.source).toBe('x\ny');
    expect(read?.outputs?.[0]?.data).toEqual({ 'text/plain': 'a\nb', 'application/json': ['a\n', 'b'] });
    expect(read?.outputs?.[1]?.text).toBe('1\n2');
  });

  it('reads bytes with a byte order mark', () => {
    expect(words(readNotebook(bytes(`\ufeff${four([])}`)))).toBe('read');
    expect(words(readNotebook(`\ufeff${four([])}`))).toBe('read');
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(words(readNotebook(Uint8Array.of(0x7b, 0xff, 0x7d)))).toBe('is not UTF-8 text');
  });

  it('names the line at which a file stops being JSON', () => {
    expect(readNotebook('{\n "cells": [\n <<<<<<< HEAD\n')).toEqual({
      kind: 'refused',
      reason: 'not-json',
      line: 3,
      words: 'is not valid JSON (line 3)'
    });
  });

  it('refuses more than 50 MB without looking inside', () => {
    expect(words(readNotebook(new Uint8Array(LIMITS.notebookBytes + 1)))).toBe('is larger than 50 MB');
  });

  it('refuses more than 10,000 cells', () => {
    const cells = Array<object>(LIMITS.notebookCells).fill({ cell_type: 'raw', metadata: {}, source: '' });

    expect(words(readNotebook(four(cells)))).toBe('read');
    expect(words(readNotebook(four([...cells, cells[0]])))).toBe('has more than 10,000 cells');
  });

  it('refuses deep nesting and names that reach prototypes', () => {
    const deep = `${'['.repeat(70)}${']'.repeat(70)}`;

    expect(words(readNotebook(`{"nbformat":4,"cells":[],"metadata":${deep}}`))).toBe('is nested too deeply (line 1)');
    expect(words(readNotebook('{"metadata":{"__proto__":{}}}'))).toBe('uses a name that is not allowed (line 1)');
  });

  it.each([
    [{ nbformat: 2 }, 'is of a notebook format before 3'],
    [{ nbformat_minor: 6 }, 'is of a notebook format after 4.5'],
    [{ nbformat: 5, nbformat_minor: 0 }, 'is of a notebook format after 4.5'],
    [{ nbformat: '4' }, 'is not a notebook'],
    [{ cells: {} }, 'is not a notebook'],
    [{ metadata: [] }, 'is not a notebook: its metadata is broken']
  ])('refuses %j', (change, expected) => {
    expect(words(readNotebook(four([], change)))).toBe(expected);
  });

  it.each([
    [{ cell_type: 'code' }, 'is not a notebook: cell 1 has no source'],
    [{ source: '' }, 'is not a notebook: cell 1 has no type'],
    ['text', 'is not a notebook: cell 1 has no type'],
    [
      { cell_type: 'code', source: '', outputs: {} },
      'is not a notebook: cell 1 has no proper metadata, attachments or outputs'
    ]
  ])('says what is broken in the cell %j', (cell, expected) => {
    expect(words(readNotebook(four([cell])))).toBe(expected);
  });

  it('says when a file holds a value that no reader shows', () => {
    const reading = readNotebook('{"nbformat":4,"nbformat_minor":4,"metadata":{},"cells":[],\n"cells":[]}');

    expect(reading).toMatchObject({ kind: 'notebook', repeatedKey: { key: 'cells', line: 2 } });
  });

  it('upgrades format 3, flattening worksheets', () => {
    const sheet = (source: string): object => ({ cells: [{ cell_type: 'heading', level: 2, source, metadata: {} }] });
    const reading = readNotebook(
      JSON.stringify({
        nbformat: 3,
        nbformat_minor: 0,
        metadata: { name: 'old' },
        worksheets: [sheet('One'), sheet('Two')]
      })
    );

    expect(reading).toMatchObject({
      isUpgraded: true,
      notebook: { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [{ source: '## One' }, { source: '## Two' }] }
    });
  });

  it('gives upgraded cells the same ids on every reading, and different ones to equal cells', () => {
    const cell = { cell_type: 'markdown', source: 'x', metadata: {} };
    const text = JSON.stringify({
      nbformat: 3,
      nbformat_minor: 0,
      metadata: {},
      worksheets: [{ cells: [cell, cell] }]
    });
    const ids = mustRead(text).cells.map(each => each.id);

    expect(new Set(ids).size).toBe(2);
    expect(mustRead(text).cells.map(each => each.id)).toEqual(ids);
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), input => void readNotebook(input)));
    fc.assert(fc.property(json, value => void readNotebook(JSON.stringify(value))));
    fc.assert(
      fc.property(json, fc.constantFrom(3, 4), (cells, nbformat) => {
        const file = { nbformat, nbformat_minor: 5, metadata: {}, cells, worksheets: [{ cells }] };
        void readNotebook(JSON.stringify(file));
      })
    );
  });

  it('reads back every notebook that was written', () => {
    fc.assert(
      fc.property(notebook, original => {
        const written = writeNotebook(original);
        expect(writeNotebook(mustRead(written))).toBe(written);
      })
    );
  });
});
