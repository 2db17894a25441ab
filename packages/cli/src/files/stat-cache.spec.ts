// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CachedCut } from './stat-cache';
import { StatCache } from './stat-cache';
import type { FileStat } from './walk';

const NOW = 1_800_000_000_000;
const CUT: CachedCut = { digest: `sha256:${'a'.repeat(64)}`, size: 3, chunks: [['a'.repeat(64), 3]], isAsOnDisk: true };
const stat = (secondsAgo: number, size = 3): FileStat => ({
  size,
  mtimeNs: BigInt(NOW) * 1_000_000n - BigInt(secondsAgo) * 1_000_000_000n,
  ino: 7n
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atrium-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (now = NOW): StatCache => new StatCache(folder, '/home/a/course', now);

function remember(seen: FileStat): void {
  const cache = open();
  cache.keep('a.csv', seen, 'file', CUT);
  cache.save(new Set(['a.csv']));
}

describe('StatCache', () => {
  it('remembers a file from run to run', () => {
    remember(stat(10));
    expect(open(NOW + 1000).find('a.csv', stat(10), 'file')).toEqual(CUT);
  });

  it.each([
    ['size', { ...stat(10), size: 4 }],
    ['time', stat(9)],
    ['number', { ...stat(10), ino: 8n }]
  ])('forgets a file that has another %s', (_what, seen) => {
    remember(stat(10));
    expect(open().find('a.csv', seen, 'file')).toBeNull();
  });

  it('does not trust a file that had changed just before it was looked at', () => {
    remember(stat(1));
    expect(open(NOW + 60_000).find('a.csv', stat(1), 'file')).toBeNull();
  });

  it('keeps what is published with and without outputs apart', () => {
    const cache = open();
    cache.keep('a.ipynb', stat(10), 'notebook', CUT);
    cache.keep('a.ipynb', stat(10), 'notebook-without-outputs', { ...CUT, isAsOnDisk: false });
    expect(cache.find('a.ipynb', stat(10), 'notebook')?.isAsOnDisk).toBe(true);
    expect(cache.find('a.ipynb', stat(10), 'notebook-without-outputs')?.isAsOnDisk).toBe(false);
  });

  it('begins anew when its file is damaged', () => {
    remember(stat(10));
    const [name = ''] = readdirSync(join(folder, 'files'));
    writeFileSync(join(folder, 'files', name), '{"version":1,');
    expect(open().find('a.csv', stat(10), 'file')).toBeNull();
  });

  it('does without a place to write to', () => {
    writeFileSync(join(folder, 'file'), '');
    const cache = new StatCache(join(folder, 'file'), '/home/a/course', NOW);
    cache.keep('a.csv', stat(10), 'file', CUT);
    expect(() => cache.save(new Set(['a.csv']))).not.toThrow();
  });
});
