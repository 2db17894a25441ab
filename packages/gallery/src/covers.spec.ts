// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { FakeAtrium, aRefusal, settle } from '../test/fakes';
import { Covers } from './covers';

describe('Covers', () => {
  const revoke = jest.fn();
  let made = 0;

  beforeEach(() => {
    made = 0;
    revoke.mockClear();
    URL.createObjectURL = () => `blob:${(made += 1)}`;
    URL.revokeObjectURL = revoke;
  });

  it('fetch an image once for all cards that show it', async () => {
    const getCover = jest.fn(async () => new Uint8Array([1]));
    const covers = new Covers(new FakeAtrium({ getCover }));

    const urls = await Promise.all([covers.acquire('w', 'sha256:a'), covers.acquire('w', 'sha256:a')]);

    expect(urls).toEqual(['blob:1', 'blob:1']);
    expect(getCover.mock.calls).toEqual([[{ params: { work: 'w', cover: 'sha256:a' } }]]);
  });

  it('keep an image for a while after the last card, and then release it', async () => {
    const covers = new Covers(new FakeAtrium({ getCover: jest.fn(async () => new Uint8Array([1])) }));
    for (let index = 0; index <= 100; index += 1) {
      await covers.acquire('w', `sha256:${index}`);
    }

    covers.release('sha256:0');
    const kept = revoke.mock.calls.length;
    for (let index = 1; index <= 100; index += 1) {
      covers.release(`sha256:${index}`);
    }
    await settle();

    expect(kept).toBe(0);
    expect(revoke.mock.calls).toEqual([['blob:1']]);
  });

  it('ask again after a failure', async () => {
    const getCover = jest
      .fn()
      .mockRejectedValueOnce(aRefusal('unreachable'))
      .mockResolvedValueOnce(new Uint8Array([1]));
    const covers = new Covers(new FakeAtrium({ getCover }));

    await expect(covers.acquire('w', 'sha256:a')).rejects.toBeDefined();

    expect(await covers.acquire('w', 'sha256:a')).toBe('blob:1');
  });
});
