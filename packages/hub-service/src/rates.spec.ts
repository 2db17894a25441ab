// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Places } from './rates';

describe('Places', () => {
  it('lets few in at once, some wait, and the rest is sent away', async () => {
    const places = new Places(1, 1);
    const leave = await places.take();
    const waiting = places.take();
    await expect(places.take()).rejects.toMatchObject({ code: 'service-busy', status: 503, retryAfter: 30 });
    leave();
    const next = await waiting;
    next();
    await expect(places.take()).resolves.toBeDefined();
  });

  it('gives a place back once, however often it is asked', async () => {
    const places = new Places(1, 0);
    const leave = await places.take();
    leave();
    leave();
    await places.take();
    await expect(places.take()).rejects.toMatchObject({ code: 'service-busy' });
  });
});
