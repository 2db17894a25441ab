// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { execFileSync } from 'node:child_process';
import fs, { appendFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cutBuffer } from '@jupyter-atrium/client';
import { LookCache } from '../scan/look-cache';
import { prepareFile } from '../scan/prepare-file';
import { withFile } from './read-file';
import { StatCache } from './stat-cache';
import { createLeaveOut, isEnvironmentFolder } from '@jupyter-atrium/notebooks';
import { walk } from './walk';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atrium-read-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const place = (name: string): Buffer => Buffer.from(join(folder, name));

describe('withFile', () => {
  it('reads on, and reads anywhere', async () => {
    writeFileSync(place('a'), 'abcdef');
    const read = await withFile(place('a'), 'a', file => {
      const first = new Uint8Array(4);
      const got = [file.read(first), file.read(new Uint8Array(4)), file.read(new Uint8Array(4))];
      return { got, first: Buffer.from(first).toString(), at: Buffer.from(file.readAt(2, 3)).toString() };
    });
    expect(read).toEqual({ got: [4, 2, 0], first: 'abcd', at: 'cde' });
  });

  it.each([
    ['a link', (path: Buffer) => symlinkSync('/etc/passwd', path)],
    ['a pipe', (path: Buffer) => void execFileSync('mkfifo', [path.toString()])],
    ['nothing', () => undefined]
  ])('does not open %s that took the file’s place', async (_what, put) => {
    put(place('a'));
    await expect(withFile(place('a'), 'week/a', () => null)).rejects.toMatchObject({ code: 'file-changed' });
  });
});

describe('prepareFile', () => {
  afterEach(() => jest.restoreAllMocks());

  const prepare = async (): Promise<{ size: number }> => {
    const { files } = walk(folder, { whyLeftOut: createLeaveOut(), isEnvironment: isEnvironmentFolder, name: 'f' });
    const cache = new StatCache(join(folder, '.cache'), folder, Date.now());
    const looks = new LookCache(join(folder, '.cache'), folder);
    const [file] = files;
    if (!file) {
      throw new Error('There is no file.');
    }
    const options = { withOutputs: true, inspector: null, cache, looks, buffer: cutBuffer() };
    return (await prepareFile(file, options)).cut;
  };

  /** Lets somebody write to the file while its first reads are under way. */
  function writeDuring(reads: number): void {
    const read = fs.readSync;
    let left = reads;
    jest.spyOn(fs, 'readSync').mockImplementation((...args: Parameters<typeof read>) => {
      if (left-- > 0) {
        appendFileSync(place('a.txt'), ' more');
      }
      return read(...args);
    });
  }

  it('reads a file once more that changed while it was read', async () => {
    writeFileSync(place('a.txt'), 'one');
    writeDuring(1);
    expect((await prepare()).size).toBe('one more'.length);
  });

  it('gives up on a file that does not hold still', async () => {
    writeFileSync(place('a.txt'), 'one');
    writeDuring(Infinity);
    await expect(prepare()).rejects.toMatchObject({
      code: 'file-changed',
      message: 'a.txt changed while it was read. Nothing was published. Close what writes to it, then try again.'
    });
  });
});
