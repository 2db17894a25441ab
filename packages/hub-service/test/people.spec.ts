// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TestService } from './service';
import { startService } from './service';

describe('getMe', () => {
  let test: TestService;
  beforeEach(async () => {
    test = await startService();
  });
  afterEach(() => test.stop());

  it('wants a token', async () => {
    await expect(test.withToken(null).getMe()).rejects.toMatchObject({ status: 401, code: 'not-logged-in' });
    await expect(test.withToken('unknown').getMe()).rejects.toMatchObject({ status: 401, code: 'not-logged-in' });
  });

  it('says who the person is and that they may publish', async () => {
    await expect(test.as('alice', { displayName: 'A. Rivera' }).getMe()).resolves.toMatchObject({
      person: { name: 'A. Rivera' },
      username: 'alice',
      hub: { id: 'hub-a.example/services/atrium', name: 'Ocean Hub' },
      can: { readOwn: true, publish: true, curate: false, admin: false }
    });
  });

  it('keeps a person’s id', async () => {
    const first = await test.as('alice').getMe();
    const second = await test.as('alice', { tokenId: 'b2' }).getMe();
    expect(second.person.id).toBe(first.person.id);
  });

  it('refuses a token without the access scope, and says what to do', async () => {
    const client = test.as('bob', { scopes: ['access:servers!server=bob/'] });
    await expect(client.getMe()).rejects.toMatchObject({
      status: 403,
      code: 'no-access',
      message: expect.stringContaining('restart it') as string
    });
  });
});

describe('findReaders', () => {
  it('finds groups and people by the beginning of their names', async () => {
    const test = await startService();
    await test.as('carol', { groups: ['Chemistry'] }).getMe();
    await test.as('dora').getMe();
    await expect(test.as('alice').findReaders({ query: { q: 'c' } })).resolves.toEqual({
      readers: [
        { kind: 'group', name: 'Chemistry' },
        { kind: 'person', name: 'carol' }
      ]
    });
    await test.stop();
  });
});
