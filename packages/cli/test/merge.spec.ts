// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '@jupyter-atrium/api';
import { run } from '../src/run';
import { lab, sources } from './a-copy';
import type { Files } from './releases';
import type { TestWorld } from './world';
import { makeWorld, writeFiles } from './world';

let world: TestWorld;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.clean());

const LAB = ['import numpy as np', 'load the data', 'x = 1\ny = 2', '# your answer'];

function labWith(changes: Readonly<Record<number, string>>): string {
  return lab(LAB.map((source, index) => changes[index] ?? source));
}

function given(files: Files): void {
  writeFiles(world.home, files);
}

const read = (path: string): string => readFileSync(join(world.home, path), 'utf8');

describe('merge', () => {
  it('merges cells that either side changed', async () => {
    given({ b: labWith({}), m: labWith({ 3: 'answer' }), t: labWith({ 1: 'a fix' }) });
    expect(await run(['merge', 'b', 'm', 't', '-o', 'out.ipynb'], world)).toBe(0);
    expect(sources(read('out.ipynb'))).toEqual([LAB[0], 'a fix', LAB[2], 'answer']);
    expect(world.printed[0]).toMatch(/0 to decide, 0 lost\.$/);
  });

  it('leaves mine where both changed one place, and reports all three sides', async () => {
    given({
      'b.ipynb': labWith({}),
      'm.ipynb': labWith({ 3: 'mine' }),
      't.ipynb': labWith({ 3: 'theirs', 0: 'import x' })
    });
    const args = ['merge', 'b.ipynb', 'm.ipynb', 't.ipynb', '-o', 'm.ipynb', '--report', 'r.json'];
    expect(await run(args, world)).toBe(2);
    expect(sources(read('m.ipynb'))).toEqual(['import x', LAB[1], LAB[2], 'mine']);
    expect((JSON.parse(read('r.json')) as Report).pending).toMatchObject([
      { why: 'both-changed', base: { source: '# your answer' }, mine: { source: 'mine' }, theirs: { source: 'theirs' } }
    ]);
  });

  it('keeps mine byte for byte if there is nothing to take', async () => {
    const mine = JSON.stringify(JSON.parse(labWith({ 3: 'answer' })));
    given({ b: labWith({}), m: mine, t: labWith({}) });
    expect(await run(['merge', 'b', 'm', 't', '-o', 'out.ipynb'], world)).toBe(0);
    expect(read('out.ipynb')).toBe(mine);
  });

  it('merges code by line', async () => {
    given({ b: 'a\nb\nc\n', m: 'a\nb\nC\n', t: 'A\nb\nc\n' });
    expect(await run(['merge', 'b', 'm', 't', '-o', 'out.py'], world)).toBe(0);
    expect(read('out.py')).toBe('A\nb\nC\n');
  });

  it.each<[string, string, Files]>([
    ['a notebook that is none', 'x.ipynb', { b: labWith({}), m: '{"cells": [', t: labWith({}) }],
    ['data', 'x.csv', { b: 'a', m: 'b', t: 'c' }],
    ['code with changes in one place', 'x.py', { b: 'a\n', m: 'b\n', t: 'c\n' }]
  ])('refuses %s, and writes nothing', async (_, out, files) => {
    given(files);
    expect(await run(['merge', 'b', 'm', 't', '-o', out], world)).toBe(1);
    expect(world.reported.at(-1)).toMatch(/Nothing was written/);
    expect(existsSync(join(world.home, out))).toBe(false);
  });

  it('ends with 1 when the command line is wrong: 2 would mean that something is to decide', async () => {
    expect(await run(['merge', 'b', 'm', 't'], world)).toBe(1);
    expect(await run(['update', '--conflicts', 'nobody'], world)).toBe(1);
  });

  it('serves git as merge driver', async () => {
    // The driver runs this very program from its sources.
    const main = join(__dirname, '../src/main.ts');
    const driver = `"${process.execPath}" --conditions=atrium-source "${main}" merge %O %A %B -o %A --name %P`;
    const git = (...args: string[]): string =>
      execFileSync(
        'git',
        ['-c', 'user.name=A', '-c', 'user.email=a@hub.example', '-c', `merge.atrium.driver=${driver}`, ...args],
        {
          cwd: world.home,
          encoding: 'utf8',
          stdio: 'pipe'
        }
      );
    const commit = (files: Files): void => {
      given(files);
      git('add', '-A');
      git('commit', '-qm', 'change');
    };
    git('init', '-q', '-b', 'main');
    commit({ '.gitattributes': '*.ipynb merge=atrium\n', 'lab.ipynb': labWith({}) });
    git('checkout', '-qb', 'fix');
    commit({ 'lab.ipynb': labWith({ 1: 'a fix' }) });
    git('checkout', '-q', 'main');
    commit({ 'lab.ipynb': JSON.stringify(JSON.parse(labWith({ 3: 'answer' })), null, 4) });
    git('merge', '-q', 'fix', '-m', 'merged');
    expect(sources(read('lab.ipynb'))).toEqual([LAB[0], 'a fix', LAB[2], 'answer']);

    git('checkout', '-q', 'fix');
    commit({ 'lab.ipynb': labWith({ 1: 'a fix', 3: 'theirs' }) });
    git('checkout', '-q', 'main');
    expect(() => git('merge', 'fix', '-m', 'merged')).toThrow();
    expect(git('status', '--short')).toMatch(/^UU lab\.ipynb/);
    expect(sources(read('lab.ipynb'))[3]).toBe('answer');
  });
});

describe('diff', () => {
  it('shows changed cells with the words that differ', async () => {
    given({
      'a.ipynb': labWith({}),
      'b.ipynb': lab([LAB[0] ?? '', 'load other data', LAB[2] ?? '', 'new', LAB[3] ?? ''])
    });
    expect(await run(['diff', 'a.ipynb', 'b.ipynb'], world)).toBe(0);
    expect(world.printed).toEqual([
      '1 cell changed, 1 cell added.',
      '',
      'Cell 2 (code): source changed',
      '- load [-the-] data',
      '+ load {+other+} data',
      '',
      'Cell 4 (code): added',
      '+ new'
    ]);
  });

  it('colours them on a terminal', async () => {
    given({ 'a.py': 'x = one\n', 'b.py': 'x = two\n' });
    world.isColoured = true;
    await run(['diff', 'a.py', 'b.py'], world);
    expect(world.printed.join('\n')).toContain('\u001b[1;7;32mtwo\u001b[0m');
  });

  it('lets no cell steer the terminal', async () => {
    given({ 'a.ipynb': lab(['a']), 'b.ipynb': lab(['\u001b]0;owned\u0007']) });
    await run(['diff', 'a.ipynb', 'b.ipynb'], world);
    // eslint-disable-next-line no-control-regex -- it is these that must not be there
    expect(world.printed.join('\n')).not.toMatch(/[\u001b\u0007]/);
  });

  it('says that nothing differs, whatever the file looks like', async () => {
    given({ 'a.ipynb': labWith({}), 'b.ipynb': JSON.stringify(JSON.parse(labWith({}))) });
    await run(['diff', 'a.ipynb', 'b.ipynb'], world);
    expect(world.printed).toEqual(['No difference.']);
  });
});
