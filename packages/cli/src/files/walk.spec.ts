// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLeaveOut, isEnvironmentFolder } from '@jupyter-atrium/notebooks';
import { writeFiles } from '../../test/world';
import type { Walk } from './walk';
import { walk } from './walk';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'atrium-walk-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function walked(signal?: AbortSignal): Walk {
  return walk(root, { whyLeftOut: createLeaveOut(), isEnvironment: isEnvironmentFolder, name: 'course', signal });
}

const paths = ({ files }: Walk): string[] => files.map(file => file.path).sort();

describe('walk', () => {
  it('lists regular files with their sizes', () => {
    writeFiles(root, { 'a.txt': 'abc', 'week 1/b.txt': '' });
    expect(
      walked()
        .files.map(({ path, stat }) => [path, stat.size])
        .sort()
    ).toEqual([
      ['a.txt', 3],
      ['week 1/b.txt', 0]
    ]);
  });

  it('never follows links, and says so', () => {
    writeFiles(root, { 'a.txt': 'abc' });
    symlinkSync('/etc/passwd', join(root, 'passwd'));
    symlinkSync('/etc', join(root, 'etc'));
    symlinkSync(root, join(root, 'loop'));
    symlinkSync('nowhere', join(root, 'dangling'));
    const found = walked();
    expect(paths(found)).toEqual(['a.txt']);
    expect(found.leftOut.map(({ path, reason }) => [path, reason]).sort()).toEqual([
      ['dangling', 'link'],
      ['etc', 'link'],
      ['loop', 'link'],
      ['passwd', 'link']
    ]);
  });

  it('leaves out what is no regular file', () => {
    execFileSync('mkfifo', [join(root, 'pipe')]);
    expect(walked().leftOut).toEqual([{ path: 'pipe', reason: 'special-file', files: 1 }]);
  });

  it('leaves out folders with the number of their files', () => {
    writeFiles(root, { '.git/config': '', '.git/objects/a': '', 'a.txt': '', '__pycache__/a.pyc': '' });
    const found = walked();
    expect(paths(found)).toEqual(['a.txt']);
    expect(found.leftOut.sort((a, b) => a.files - b.files)).toEqual([
      { path: '__pycache__/', reason: 'cache', files: 1 },
      { path: '.git/', reason: 'version-control', files: 2 }
    ]);
  });

  it('leaves out an installed environment, whatever it is called', () => {
    writeFiles(root, { 'my-env/pyvenv.cfg': '', 'my-env/lib/a.py': '', 'a.py': '' });
    expect(walked().leftOut).toEqual([{ path: 'my-env/', reason: 'cache', files: 2 }]);
  });

  it('brings names into the one form that releases have', () => {
    writeFiles(root, { 'e\u0301te\u0301.txt': '' });
    expect(paths(walked())).toEqual(['\u00e9t\u00e9.txt']);
  });

  it('marks names that are no text', () => {
    writeFileSync(Buffer.concat([Buffer.from(`${root}/bad`), Buffer.from([0xff, 0xfe])]), '');
    expect(walked().files).toMatchObject([{ path: 'bad\ufffd\ufffd', isNameBroken: true }]);
  });

  it('leaves out a folder that cannot be read', () => {
    writeFiles(root, { 'a.txt': '', 'closed/b.txt': '' });
    chmodSync(join(root, 'closed'), 0o000);
    const found = walked();
    chmodSync(join(root, 'closed'), 0o700);
    // Nothing is closed to root.
    expect(found.leftOut).toEqual(
      process.getuid?.() === 0 ? [] : [{ path: 'closed/', reason: 'unreadable', files: 0 }]
    );
  });

  it('refuses more files than a release holds, naming where they are', () => {
    writeFiles(root, Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`tiles/${i}.txt`, ''])));
    expect(() => walked()).toThrow(/course holds more than 10,?000 files \(tiles\/ alone holds/);
  });

  it('stops when it is told to', () => {
    expect(() => walked(AbortSignal.abort(new Error('Stopped.')))).toThrow('Stopped.');
  });
});
