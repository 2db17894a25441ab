// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { constants, zstdCompressSync } from 'node:zlib';
import { ENCODING, frameHeader } from '@jupyter-atrium/api';
import { framesOf, noise, notebook, sentFile, sha256 } from '../../test/publish';
import type { ContentCalls } from '../content/content-calls';
import type { GateCalls } from '../gate/gate-calls';
import { Remote, ThreadEndedError } from './remote';

jest.setTimeout(60_000);

describe('Remote', () => {
  it('calls a thread, and starts it again after it was stopped', async () => {
    const remote = new Remote<ContentCalls>('content', { idleMs: 1000 });
    const batch = (): Uint8Array[] => [framesOf([sentFile('a.bin', noise(1000))])];
    const first = await remote.call('pack', { batches: batch(), held: [] });
    await remote.stop();
    const second = await remote.call('pack', { batches: batch(), held: [] });
    expect(second.pack?.id).toBe(first.pack?.id);
    await remote.stop();
  });

  it('refuses what decodes to more than a chunk may have, before it is there', async () => {
    const remote = new Remote<ContentCalls>('content', { idleMs: 1000 });
    const bomb = zstdCompressSync(Buffer.alloc(64 * 1024 * 1024), {
      params: { [constants.ZSTD_c_compressionLevel]: 1 }
    });
    const batches = [Buffer.concat([frameHeader({ encoding: ENCODING.zstd, hash: sha256(''), payload: bomb }), bomb])];
    const { pack, results } = await remote.call('pack', { batches, held: [] });
    expect(pack).toBeNull();
    expect(results).toEqual([{ refusal: expect.any(String) as string }]);
    await remote.stop();
  });

  it('throws a thread away that exhausts its time, and its memory', async () => {
    for (const options of [{ cpuMs: 0 }, { limits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1 } }]) {
      const remote = new Remote<GateCalls>('gate', { idleMs: 1000, ...options });
      const sources = Array.from({ length: 9000 }, (_, index) => `x = ${'y'.repeat(1000)}${index}`);
      const bytes = framesOf([sentFile('a.ipynb', notebook(...sources))]);
      const frames = { bytes, lengths: [bytes.length] };
      const files = [{ path: 'a.ipynb', isHashed: true }];
      await expect(remote.call('check', { files, frames, patterns: [] })).rejects.toBeInstanceOf(ThreadEndedError);
      await remote.stop();
    }
  });
});
