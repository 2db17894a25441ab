// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ORIGIN_TYPE } from '@jupyter-atrium/api';
import { uuidV7 } from '../uuid-v7';
import { listCopies, readOrigin, registerCopy } from './registry';

let root = '';
let data = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'atrium-copies-'));
  data = join(root, '.data');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Makes a folder a copy that was opened at a time. */
function makeCopy(path: string, openedAt = 1_800_000_000_000, record = '.atrium'): string {
  const copy = uuidV7(openedAt);
  const release = { label: '1.0.0', manifest: `sha256:${'b'.repeat(64)}` };
  mkdirSync(join(root, path, record), { recursive: true });
  writeFileSync(
    join(root, path, record, 'origin.json'),
    JSON.stringify({ type: ORIGIN_TYPE, copy, work: 'https://hub-a.example/works/1', title: path, release, files: {} })
  );
  registerCopy(data, copy, join(root, path));
  return copy;
}

const folders = (): string[] => listCopies(data, root).map(copy => copy.folder);

describe('listCopies', () => {
  it('lists copies, last opened first, with when that was', () => {
    makeCopy('old', 1_700_000_000_000);
    makeCopy('new', 1_800_000_000_000);
    expect(listCopies(data, root)).toMatchObject([
      { folder: 'new', title: 'new', label: '1.0.0', openedAt: 1_800_000_000_000 },
      { folder: 'old', openedAt: 1_700_000_000_000 }
    ]);
  });

  it('counts what updates left to decide', () => {
    makeCopy('ice');
    makeCopy('melt');
    makeCopy('damaged');
    writeFileSync(join(root, 'ice/.atrium/pending.json'), JSON.stringify({ entries: [{}, {}] }));
    writeFileSync(join(root, 'damaged/.atrium/pending.json'), '{');
    const counts = listCopies(data, root).map(copy => [copy.folder, copy.toDecide]);
    expect(Object.fromEntries(counts)).toEqual({ ice: 2, melt: 0, damaged: 0 });
  });

  it('lists only those among the files it is asked about', () => {
    makeCopy('course/ice');
    expect(listCopies(data, join(root, 'course')).map(copy => copy.folder)).toEqual(['ice']);
    expect(listCopies(data, join(root, 'other'))).toEqual([]);
  });

  it('forgets a copy whose folder or record is gone', () => {
    makeCopy('gone');
    makeCopy('own');
    rmSync(join(root, 'gone'), { recursive: true });
    rmSync(join(root, 'own/.atrium'), { recursive: true });
    expect(folders()).toEqual([]);
    expect(readdirSync(join(data, 'copies'))).toEqual([]);
  });

  it('leaves a damaged record alone', () => {
    makeCopy('ice');
    writeFileSync(join(root, 'ice/.atrium/origin.json'), '{"type"');
    expect(folders()).toEqual([]);
    expect(existsSync(join(root, 'ice/.atrium/origin.json'))).toBe(true);
  });

  it('makes a lost list anew, also of copies without hidden files', () => {
    makeCopy('course/week1/ice');
    makeCopy('melt', 1_700_000_000_000, '_atrium');
    rmSync(data, { recursive: true });
    expect(folders()).toEqual(['course/week1/ice', 'melt']);
  });
});

describe('readOrigin', () => {
  it('takes the hidden record before the other', () => {
    const copy = makeCopy('ice');
    mkdirSync(join(root, 'ice/_atrium'));
    writeFileSync(join(root, 'ice/_atrium/origin.json'), JSON.stringify({ type: ORIGIN_TYPE, copy: 'other' }));
    expect(readOrigin(join(root, 'ice'))?.copy).toBe(copy);
  });
});
