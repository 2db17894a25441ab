// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createLeaveOut, isEnvironmentFolder } from './leave-out.ts';

describe('createLeaveOut', () => {
  it.each([
    ['.git', true, 'version-control'],
    ['.git/config', false, 'version-control'],
    ['.gitignore', false, 'version-control'],
    ['.ipynb_checkpoints', true, 'checkpoints'],
    ['week1/.ipynb_checkpoints/a-checkpoint.ipynb', false, 'checkpoints'],
    ['__pycache__', true, 'cache'],
    ['lib/tool.pyc', false, 'cache'],
    ['node_modules/x/index.js', false, 'cache'],
    ['.venv', true, 'cache'],
    ['_atrium/origin.json', false, 'copy-record'],
    ['.atrium', true, 'copy-record'],
    ['.~lab.ipynb', false, 'hidden'],
    ['.env', false, 'hidden'],
    ['.DS_Store', false, 'hidden'],
    ['a/.hidden/b.txt', false, 'hidden'],
    ['lab.ipynb', false, null],
    ['data/big.csv', false, null],
    ['venv', true, null]
  ])('%s', (path, isFolder, reason) => {
    expect(createLeaveOut()(path, isFolder)).toBe(reason);
  });

  it('follows .atriumignore in the syntax of gitignore', () => {
    const why = createLeaveOut({ ignoreFile: '# private\n*.log\n/drafts/\nsolutions/**\n!solutions/keep.md\n' });

    expect(why('a/run.log', false)).toBe('ignore-file');
    expect(why('drafts', true)).toBe('ignore-file');
    expect(why('drafts/x.md', false)).toBe('ignore-file');
    expect(why('week/drafts/x.md', false)).toBeNull();
    expect(why('solutions/a.ipynb', false)).toBe('ignore-file');
    expect(why('solutions/keep.md', false)).toBeNull();
  });

  it('leaves out what the person chose, folders with all that is in them', () => {
    const why = createLeaveOut({ chosen: ['data', 'notes.md'] });

    expect(why('data', true)).toBe('chosen');
    expect(why('data/a.csv', false)).toBe('chosen');
    expect(why('notes.md', false)).toBe('chosen');
    expect(why('data2/a.csv', false)).toBeNull();
  });
});

describe('isEnvironmentFolder', () => {
  it('knows an environment by its mark, not by its name', () => {
    expect(isEnvironmentFolder(['bin', 'lib', 'pyvenv.cfg'])).toBe(true);
    expect(isEnvironmentFolder(['bin', 'conda-meta'])).toBe(true);
    expect(isEnvironmentFolder(['a.ipynb'])).toBe(false);
  });
});
