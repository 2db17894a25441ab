// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { AppContext } from '../src/context';
import { Browser } from './browser';
import { onEachEngine } from './engines';
import { notebook, publish } from './publish';
import type { TestService } from './service';
import { startService } from './service';

const HOUR_MS = 3_600_000;
const IDS = ['01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d51', '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d52'] as const;

onEachEngine(makeDatabase => {
  let test: TestService;
  let context: AppContext;
  let person: string;
  beforeEach(async () => {
    test = await startService({ makeDatabase });
    context = test.service.context;
    person = (await test.as('alice').getMe()).person.id;
  });
  afterEach(() => test.stop());

  const later = (ms = HOUR_MS): number => test.clock.now() + ms;
  const session = (id: string, expiresAt = later()) => ({ id, person, sealed: 'sealed', undo: null, expiresAt });

  describe('the session store', () => {
    it('gives a login out once', async () => {
      const login = { id: 'l1', browser: 'b', sealed: 's', expiresAt: later() };
      await context.sessions.addLogin(login);
      expect(await context.sessions.takeLogin('l1')).toEqual(login);
      expect(await context.sessions.takeLogin('l1')).toBeNull();
    });

    it('gives out no login that came too late, and sweeps it', async () => {
      await context.sessions.addLogin({ id: 'l1', browser: 'b', sealed: 's', expiresAt: later() });
      test.clock.pass(HOUR_MS);
      await context.sessions.addLogin({ id: 'l2', browser: 'b', sealed: 's', expiresAt: later() });
      expect(await context.sessions.takeLogin('l1')).toBeNull();
      const rows = await context.records.db.selectFrom('login').select('id').execute();
      expect(rows).toEqual([{ id: 'l2' }]);
    });

    it('finds a session until it ends or expires, with what was done last', async () => {
      await context.sessions.add(session('s1'));
      await context.sessions.setUndo('s1', '{"a":1}');
      expect(await context.sessions.find('s1')).toMatchObject({ person, undo: '{"a":1}' });
      test.clock.pass(HOUR_MS);
      expect(await context.sessions.find('s1')).toBeNull();
      await context.sessions.add(session('s2'));
      expect(await context.records.db.selectFrom('session').select('id').execute()).toEqual([{ id: 's2' }]);
      await context.sessions.remove('s2');
      expect(await context.sessions.find('s2')).toBeNull();
    });

    it('ends the oldest of too many sessions', async () => {
      for (let count = 0; count < 21; count++) {
        await context.sessions.add(session(`s${count}`, later(HOUR_MS + count)));
      }
      expect(await context.sessions.find('s0')).toBeNull();
      expect(await context.sessions.find('s1')).not.toBeNull();
    });

    it('spends a number once, also when two ask at a time', async () => {
      const spent = await Promise.all(['n', 'n', 'm'].map(nonce => context.sessions.spend(nonce, later())));
      expect(spent.filter(Boolean)).toHaveLength(2);
      expect(await context.sessions.isSpent('n')).toBe(true);
      expect(await context.sessions.isSpent('x')).toBe(false);
      test.clock.pass(HOUR_MS);
      await context.sessions.spend('later', later());
      expect(await context.sessions.isSpent('n')).toBe(false);
    });
  });

  describe('the collection store', () => {
    it('writes collections as a whole, in order, and features one at most', async () => {
      const works: string[] = [];
      for (const name of ['a', 'b', 'c']) {
        works.push((await publish(test.as('alice'), { [`${name}.ipynb`]: notebook(name) })).id);
      }
      const [first, second] = IDS;
      const row = { id: first, title: 'Z', text: 'One\n\nTwo', isFeatured: true, works };
      await context.collections.put(row);
      await context.collections.put({ ...row, id: second, title: 'A', works: [] });
      expect(await context.collections.find(first)).toMatchObject({ ...row, isFeatured: false });
      await context.collections.put({ ...row, title: 'Y', works: works.toReversed().slice(1) });
      expect((await context.collections.all()).map(each => [each.title, each.isFeatured, each.works.length])).toEqual([
        ['Y', true, 2],
        ['A', false, 0]
      ]);
      expect((await context.collections.find(first))?.works).toEqual([works[1], works[0]]);
      await context.collections.remove(first);
      expect(await context.collections.find(first)).toBeNull();
    });
  });

  describe('the counts', () => {
    it('are numbers of what there is', async () => {
      await publish(test.as('alice'), { 'a.ipynb': notebook('1') });
      await context.sessions.add(session('s1'));
      const counts = await context.counts.counts();
      expect(counts).toMatchObject({
        works: 1,
        releases: 1,
        sessions: 1,
        openDrafts: 0,
        sealedDrafts: 0,
        lostChunks: 0
      });
      expect(counts.packBytes).toBeGreaterThan(0);
      expect(Object.values(counts).every(count => Number.isSafeInteger(count))).toBe(true);
    });
  });

  it('pages log in, act and take back', async () => {
    const ada = new Browser(test, test.hub.inPages('ada', ['custom:atrium:curate']));
    const made = await ada.press(await ada.open('/services/atrium/collections'), 'Make collection', {
      title: 'Week 1'
    });
    expect(made.body).toContain('Made the collection “Week 1”.');
    const undone = await ada.press(made, 'Undo');
    expect(undone.status).toBe(200);
    expect(await context.collections.all()).toEqual([]);
    expect(await context.audit.firstBroken()).toBeNull();
  });
});
