// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fs, { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileTable } from '@jupyter-atrium/api';
import { cutBytes } from '@jupyter-atrium/client';
import { nodeCodec } from '../node-codec';
import { FolderTarget } from './folder-target';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atrium-target-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

type File = FileTable['files'][number];

async function file(path: string, text: string): Promise<File> {
  const { digest, size, chunks } = await cutBytes(Buffer.from(text), nodeCodec);
  return { path, digest, size, chunks, mediaType: 'text/plain' };
}

const table = (size: number): FileTable => ({
  manifest: '',
  filesDigest: '',
  entry: null,
  files: [{ path: 'a', digest: '', size, mediaType: 'text/plain', chunks: [] }]
});

describe('FolderTarget', () => {
  it('writes files into folders it makes', async () => {
    const target = new FolderTarget(folder, false);
    const sink = await target.begin(await file('week 1/data/a.csv', 'abc'));
    await sink.write(Buffer.from('ab'));
    await sink.write(Buffer.from('c'));
    await sink.end();
    await target.finish();
    expect(readFileSync(join(folder, 'week 1/data/a.csv'), 'utf8')).toBe('abc');
  });

  it('says how much room is missing before it writes', async () => {
    jest.spyOn(fs, 'statfsSync').mockReturnValue({ bavail: 40, bsize: 1_000_000 } as never);
    await expect(new FolderTarget(folder, false).prepare(table(147_000_000))).rejects.toMatchObject({
      code: 'no-space',
      message: 'Your disk has 40 MB left; this copy needs 147 MB. Nothing was written.',
      detail: { needed: 147_000_000, free: 40_000_000 }
    });
  });

  it.each(['ENOSPC', 'EDQUOT'])('says that the disk became full meanwhile (%s)', async code => {
    const target = new FolderTarget(folder, false);
    await target.prepare(table(5));
    const sink = await target.begin(await file('a', 'abc'));
    jest.spyOn(fs, 'writeSync').mockImplementation(() => {
      throw Object.assign(new Error('full'), { code, syscall: 'write' });
    });
    await expect(sink.write(Buffer.from('abc'))).rejects.toMatchObject({
      code: 'no-space',
      message: 'Your disk is full; this copy needs 1 kB. Nothing was written.'
    });
    await sink.drop();
  });

  it('knows a file of an earlier try only if it is whole and right', async () => {
    writeFileSync(join(folder, 'whole'), 'abc');
    writeFileSync(join(folder, 'wrong'), 'abd');
    writeFileSync(join(folder, 'half'), 'ab');
    const target = new FolderTarget(folder, true);
    const has = async (path: string): Promise<boolean> => target.has(await file(path, 'abc'));
    expect([await has('whole'), await has('wrong'), await has('half'), await has('none')]).toEqual([
      true,
      false,
      false,
      false
    ]);
  });
});
