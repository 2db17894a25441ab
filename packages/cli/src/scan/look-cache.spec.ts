// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFile } from '@jupyter-atrium/notebooks';
import { notebook } from '../../test/world';
import type { FileLook } from './file-look';
import { Inspector } from './file-look';
import { LookCache, type LookedAt } from './look-cache';

const FOLDER = '/home/a/course';
const AT: LookedAt = {
  file: { path: 'a.ipynb', stat: { size: 3, mtimeNs: 5n, ino: 7n } },
  cut: { digest: `sha256:${'a'.repeat(64)}`, size: 3, chunks: [], isAsOnDisk: true },
  circumstances: ''
};

let cache = '';
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'atrium-cache-'));
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

function lookAt(text: string): FileLook {
  const file = readFile('a.ipynb', new TextEncoder().encode(text));
  const source = { shown: 'course', folder: FOLDER, file: null, name: 'course' };
  return new Inspector(source, true).look({ original: file, published: file });
}

function remember(look: FileLook, at = AT): void {
  const looks = new LookCache(cache, FOLDER);
  looks.keep(at, look);
  looks.save();
}

const recall = (at = AT): FileLook | null => new LookCache(cache, FOLDER).find(at);
const place = (): string => join(cache, 'looks', readdirSync(join(cache, 'looks'))[0] ?? '');
const stored = (): string => readFileSync(place(), 'utf8');

describe('LookCache', () => {
  it('remembers what was found in a file, with all that it needs', () => {
    const look = lookAt(notebook('Melt', 'import numpy\nopen("/home/alice/ice.csv")'));
    remember(look);
    expect(look.checks.map(check => check.kind)).toContain('personal-path');
    expect(recall()?.checks).toEqual(look.checks);
    expect(recall()?.facts.needs.packages).toEqual(new Map([['numpy', 1]]));
  });

  it.each<[string, LookedAt]>([
    ['other bytes', { ...AT, cut: { ...AT.cut, digest: `sha256:${'b'.repeat(64)}` } }],
    ['another name', { ...AT, file: { ...AT.file, path: 'b.ipynb' } }],
    ['something left to decide', { ...AT, circumstances: 'pending' }],
    ['something taken out', { ...AT, cut: { ...AT.cut, isAsOnDisk: false } }]
  ])('does not know a file with %s', (_what, at) => {
    remember(lookAt(notebook('Melt', 'x')));
    expect(recall(at)).toBeNull();
  });

  it('tells files apart of which the same remains once something is taken out', () => {
    const taken = { ...AT, cut: { ...AT.cut, isAsOnDisk: false } };
    remember(lookAt(notebook('Melt', 'x')), taken);
    expect(recall(taken)).not.toBeNull();
    expect(recall({ ...taken, file: { ...AT.file, stat: { ...AT.file.stat, mtimeNs: 6n } } })).toBeNull();
  });

  it('knows the other files of a folder after one of them was looked at alone', () => {
    remember(lookAt(notebook('Melt', 'x')));
    remember(lookAt(notebook('Lab', 'y')), { ...AT, file: { ...AT.file, path: 'b.ipynb' } });
    expect(recall()?.facts.headings).toEqual(['Melt']);
  });

  it('writes no secret down', () => {
    remember(lookAt(notebook('Keys', 'aws_access_key_id = "AKIAIOSFODNN7EXAMPLQ"')));
    expect(recall()?.checks.map(check => check.kind)).toContain('secret');
    expect(stored()).not.toContain('AKIAIOSFODNN7EXAMPLQ');
  });

  it.each([
    ['a secret', 'Use AKIAIOSFODNN7EXAMPLQ'],
    ['an address', 'Write to ada.novak@uni-potsdam.de'],
    ['a home folder', 'Look into /home/alice/data']
  ])('does not keep a look at prose with %s', (_what, title) => {
    remember(lookAt(notebook(title, 'x')));
    expect(recall()).toBeNull();
    expect(readdirSync(cache)).toEqual([]);
  });

  it('does not keep a look that is very large', () => {
    remember(lookAt(notebook('Ice '.repeat(20_000), 'x')));
    expect(recall()).toBeNull();
  });

  it('is closed to others', () => {
    remember(lookAt(notebook('Melt', 'x')));
    expect(statSync(place()).mode & 0o777).toBe(0o600);
  });

  it.each<[string, (text: string) => string]>([
    ['cut short', text => text.slice(0, -9)],
    ['of other checks', text => text.replace(/^atrium-looks (\d+)\.\d+/, 'atrium-looks $1.999')],
    ['of other facts', text => text.replace(/^atrium-looks \d+/, 'atrium-looks 999')],
    ['changed', text => text.replace('Melt', 'Belt')],
    ['foreign', () => '{"a.ipynb":{}}'],
    ['empty', () => '']
  ])('does not read a file that is %s', (_what, change) => {
    remember(lookAt(notebook('Melt', 'x')));
    writeFileSync(place(), change(stored()));
    expect(recall()).toBeNull();
  });

  it('does without a place to write to', () => {
    writeFileSync(join(cache, 'looks'), '');
    expect(() => remember(lookAt(notebook('Melt', 'x')))).not.toThrow();
  });
});
