// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { onEachEngine } from './engines';
import { itWantsALogin } from './login';
import { publish } from './publish';
import type { TestService } from './service';
import { startService } from './service';

onEachEngine(makeDatabase => {
  let test: TestService;
  beforeEach(async () => {
    test = await startService({ makeDatabase });
  });
  afterEach(() => test.stop());
  const service = (): TestService => test;

  describe('getMe', () => {
    itWantsALogin(service, client => client.getMe());

    it('says who the person is and that they may publish', async () => {
      await expect(test.as('alice', { displayName: 'A. Rivera' }).getMe()).resolves.toMatchObject({
        person: { name: 'A. Rivera' },
        username: 'alice',
        hub: { id: 'hub-a.example/services/atrium', name: 'Ocean Hub' },
        isInNetwork: false,
        can: { readOwn: true, publish: true, curate: false, admin: false }
      });
    });

    it('keeps a person’s id', async () => {
      const first = await test.as('alice').getMe();
      const second = await test.withToken(test.hub.add('other', { name: 'alice' })).getMe();
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

    it('asks the hub once for calls that come together, and again after half a minute', async () => {
      const userOf = jest.spyOn(test.hub, 'userOf');
      const alice = test.as('alice');
      await Promise.all([alice.getMe(), alice.getMe(), alice.getMe()]);
      expect(userOf).toHaveBeenCalledTimes(1);
      test.hub.users.clear();
      await expect(alice.getMe()).resolves.toBeDefined();
      test.clock.pass(30_001);
      await expect(alice.getMe()).rejects.toMatchObject({ code: 'not-logged-in' });
    });

    it('remembers a refusal for five seconds only', async () => {
      const late = test.withToken('late');
      await expect(late.getMe()).rejects.toMatchObject({ code: 'not-logged-in' });
      test.hub.add('late', { name: 'alice' });
      await expect(late.getMe()).rejects.toMatchObject({ code: 'not-logged-in' });
      test.clock.pass(5001);
      await expect(late.getMe()).resolves.toMatchObject({ username: 'alice' });
    });

    it('never takes a silent hub for a refusal', async () => {
      const alice = test.as('alice');
      const silent = jest.spyOn(test.hub, 'userOf').mockRejectedValueOnce(new Error('no answer'));
      await expect(alice.getMe()).rejects.toMatchObject({ status: 500 });
      silent.mockRestore();
      await expect(alice.getMe()).resolves.toBeDefined();
    });
  });

  describe('findReaders', () => {
    itWantsALogin(service, client => client.findReaders({ query: { q: 'a' } }));

    it('finds groups and people by the beginning of their names', async () => {
      await test.as('carol', { groups: ['Chemistry'] }).getMe();
      await test.as('dora').getMe();
      await expect(test.as('alice').findReaders({ query: { q: 'c' } })).resolves.toEqual({
        readers: [
          { kind: 'group', name: 'Chemistry' },
          { kind: 'person', name: 'carol' }
        ]
      });
    });
  });

  it('learns of a new group at once, so that a job may fetch what its person may read', async () => {
    await test.as('bob').getMe();
    const readers = [{ kind: 'group' as const, name: 'chemistry' }];
    const { id } = await publish(test.as('alice'), { 'a.txt': 'a' }, { audience: 'private', readers });
    const bob = test.withToken(test.hub.own('bob2', { name: 'bob', groups: ['chemistry'], scopes: OWN }));
    const { ticket } = await bob.openCopy({ params: { work: id }, body: { label: null } });
    await expect(bob.getFileTable({}, { ticket })).resolves.toMatchObject({ files: [{ path: 'a.txt' }] });
  });
});

const OWN = ['access:servers!server=bob/', 'access:services!service=atrium'];
