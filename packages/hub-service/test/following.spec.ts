// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { newId, systemClock } from '../src/clock';
import {
  bundlePath,
  makeSigner,
  newSeed,
  signCheckpoint,
  signStatement,
  vkeyDigest,
  writeBundle,
  writeEntry
} from '../src/log/format';
import { onEachEngine } from './engines';
import { check, find, follow, startFollower, titles } from './follow';
import { Leader } from './leader';
import { publish } from './publish';
import type { TestService } from './service';

const DAY_MS = 24 * 3_600_000;

onEachEngine(makeDatabase => {
  let leader: Leader;
  let test: TestService;
  beforeEach(async () => {
    leader = await Leader.start();
    test = await startFollower([leader], makeDatabase);
  });
  afterEach(async () => {
    await test.stop();
    await leader.stop();
  });

  const states = async (): Promise<string[]> =>
    (await test.service.context.peers.all()).map(({ state, fault }) => `${state}: ${fault ?? ''}`);

  describe('following a hub', () => {
    it('lists its works among our own, with their home', async () => {
      const { work } = leader.publish({ card: { title: 'Tides', tags: ['sea'] } });
      await follow(test, leader);
      const { hits, facets } = await find(test, { q: 'tag:sea' });
      expect(hits.map(hit => hit.work)).toMatchObject([
        {
          id: work,
          url: `${leader.address}works/${work}`,
          hub: { id: leader.id, name: 'Coast Hub' },
          card: { title: 'Tides' },
          label: '1.0.0'
        }
      ]);
      expect(facets?.hub).toEqual([{ value: leader.id, count: 1 }]);
      await expect(titles(test, { hub: [leader.id] })).resolves.toEqual(['Tides']);
    });

    it('shows the newest of other hubs apart from our own', async () => {
      for (const title of ['Tides', 'Waves', 'Currents', 'Ice']) {
        leader.publish({ work: newId(systemClock), card: { title } });
      }
      await follow(test, leader);
      const own = await publish(test.as('alice'), { 'a.md': '# Ours' });
      await test.service.context.search.caughtUp();
      const home = await test.as('bob').getHome({});
      expect(home.newest.map(work => work.id)).toEqual([own.id]);
      expect(home.otherHubs.map(work => work.hub.name)).toEqual(['Coast Hub', 'Coast Hub', 'Coast Hub']);
      expect(home.totals).toEqual({ works: 1, otherHubs: 4 });
    });

    it('takes what is new, and asks an unchanged log by one request', async () => {
      leader.publish();
      await follow(test, leader);
      leader.publish({ card: { title: 'Currents' } });
      await check(test, leader);
      await expect(titles(test)).resolves.toEqual(['Currents', 'Tides']);
      leader.asked.splice(0);
      await check(test, leader);
      expect(leader.asked).toEqual(['log/1/checkpoint']);
    });

    it('reads many bundles, and the cards of whole bundles at once', async () => {
      for (let count = 0; count < 600; count++) {
        leader.publish({ card: { title: `Work ${count}` } });
      }
      const peer = await follow(test, leader);
      expect(peer).toMatchObject({ size: 601, state: 'following', fault: null });
      expect((await find(test)).total).toBe(600);
      expect(leader.asked.filter(path => path.startsWith('cards/'))).toHaveLength(2);
      // The card of a work before the first full bundle’s end, and those of the last bundle, beside manifests of none.
      expect(leader.asked.filter(path => path.startsWith('blobs/')).length).toBeLessThan(110);
    });

    it('lists a new release in the place of the one before, and tells copies of it', async () => {
      const { work } = leader.publish();
      await follow(test, leader);
      leader.publish({ work, label: '1.1.0', card: { title: 'Tides, again' } });
      await check(test, leader);
      const { works } = await test.as('bob').listNewest({ query: { works: work } });
      expect(works).toMatchObject([{ work, label: '1.1.0', title: 'Tides, again' }]);
    });

    it('replaces a card', async () => {
      const { work } = leader.publish();
      const other = leader.publish({ work: newId(systemClock), card: { title: 'Other' } });
      await follow(test, leader);
      const [, , published] = leader.entries.map(entry => JSON.parse(Buffer.from(entry).toString()) as { m: string });
      expect(published?.m).toBe(other.manifest);
      leader.append({ t: 'card', ts: 1, w: work, v: '1.0.0', c: cardLike(leader, work, 'Tides, corrected') });
      await check(test, leader);
      await expect(titles(test)).resolves.toEqual(['Other', 'Tides, corrected']);
    });

    it('takes withdrawn works out of sight, and back, and says so to who asks for them', async () => {
      const { work } = leader.publish();
      await follow(test, leader);
      leader.withdraw(work, 'retract');
      await check(test, leader);
      await expect(titles(test)).resolves.toEqual([]);
      await expect(test.as('bob').getWork({ params: { work } })).rejects.toMatchObject({ code: 'work-withdrawn' });
      leader.append({ t: 'restore', ts: 1, w: work });
      await check(test, leader);
      await expect(titles(test)).resolves.toEqual(['Tides']);
    });

    it('keeps nothing of an erased work, and takes it from nobody again', async () => {
      const { work, manifest, card } = leader.publish();
      await follow(test, leader);
      leader.withdraw(work, 'erase');
      leader.publish({ work, label: '2.0.0' });
      leader.append({ t: 'publish', ts: 1, w: newId(systemClock), v: '1', m: manifest, c: card });
      const peer = await check(test, leader);
      await expect(titles(test)).resolves.toEqual([]);
      await expect(test.as('bob').getWork({ params: { work } })).rejects.toMatchObject({ code: 'work-withdrawn' });
      const stored = await test.service.context.records.db.selectFrom('peerRelease').selectAll().execute();
      expect(stored.map(({ cardBytes, state }) => [cardBytes, state])).toEqual([[null, 'erased']]);
      await expect(test.service.context.peers.notes(peer.id)).resolves.toHaveLength(2);
    });

    it('gives a work another id here if ours has it', async () => {
      const [{ work }, other] = [leader.publish(), await Leader.start('127.0.0.3')];
      await test.stop();
      test = await startFollower([leader, other], makeDatabase);
      other.publish({ work, card: { title: 'Not the tides' } });
      await follow(test, leader);
      await follow(test, other);
      await expect(titles(test)).resolves.toEqual(['Not the tides', 'Tides']);
      const mine = await test.as('bob').getWork({ params: { work } });
      expect(mine.card.title).toBe('Tides');
      await other.stop();
    });
  });

  describe('what is not listed', () => {
    it.each([
      ['another work', { facts: { work: 'http://elsewhere.example/works/1' } }],
      ['another release', { facts: { version: '9' } }],
      ['another manifest', { facts: { manifest: `sha256:${'0'.repeat(64)}` } }]
    ])('leaves out a release whose card is of %s', async (_what, release) => {
      leader.publish(release);
      leader.publish({ card: { title: 'Good' } });
      const peer = await follow(test, leader);
      await expect(titles(test)).resolves.toEqual(['Good']);
      expect(peer.state).toBe('following');
    });

    it('leaves out a release whose card is something else than its digest', async () => {
      const { card } = leader.publish();
      leader.publish({ card: { title: 'Good' } });
      leader.blobs.set(card, Buffer.from('{}'));
      await follow(test, leader);
      await expect(titles(test)).resolves.toEqual(['Good']);
    });

    it('skips entries that cannot be read, and goes on', async () => {
      leader.append(Buffer.from('{"t":"publish","t":1'));
      leader.append(Buffer.from('{"t":"publish","w":"x"}'));
      leader.append(Buffer.from('{"t":"from the future"}'));
      leader.append(Buffer.from('{"t":"publish","__proto__":{}}'));
      leader.publish();
      const peer = await follow(test, leader);
      await expect(titles(test)).resolves.toEqual(['Tides']);
      await expect(test.service.context.peers.notes(peer.id)).resolves.toHaveLength(3);
    });

    it.each(['offers', 'muted'] as const)('lists nothing in the mode %s', async mode => {
      leader.publish();
      await follow(test, leader, { mode });
      await expect(titles(test)).resolves.toEqual([]);
    });

    it('lets works wait for a curator, and lists them when there is no need to wait any more', async () => {
      leader.publish();
      await follow(test, leader, { review: 'first' });
      await expect(titles(test)).resolves.toEqual([]);
      test.clock.pass(8 * DAY_MS);
      await check(test, leader);
      await expect(titles(test)).resolves.toEqual(['Tides']);
    });
  });

  describe('what is refused', () => {
    beforeEach(async () => {
      leader.publish();
      await follow(test, leader);
      leader.publish({ card: { title: 'Currents' } });
    });

    /** After a fault all is as it was, and when the fault is gone it goes on. */
    async function refused(words: RegExp): Promise<void> {
      expect(await check(test, leader)).toMatchObject({ size: 2, state: 'refused' });
      expect((await states())[0]).toMatch(words);
      await expect(titles(test)).resolves.toEqual(['Tides']);
    }

    it('refuses a bundle that was changed, and goes on when it is right again', async () => {
      const good = leader.entries[2] as Uint8Array;
      const size = leader.entries.length;
      const checkpoint = leader.checkpoint();
      leader.files.set('log/1/checkpoint', checkpoint);
      leader.entries[2] = Buffer.from(Buffer.from(good).toString().replace('1.0.0', '6.6.6'));
      await refused(/root/);
      leader.entries[2] = good;
      leader.files.clear();
      expect(await check(test, leader)).toMatchObject({ size, state: 'following', fault: null });
      await expect(titles(test)).resolves.toEqual(['Currents', 'Tides']);
      const rows = await test.service.context.audit.before(Number.MAX_SAFE_INTEGER, 10);
      expect(rows.map(({ act }) => act)).toContain('peer.refused');
    });

    it('refuses a log that got shorter', async () => {
      leader.signedSize = 1;
      await refused(/shorter/);
    });

    it('refuses a log that has other entries than it had', async () => {
      leader.entries[1] = writeEntry({ t: 'hub', ts: 2, d: `sha256:${'0'.repeat(64)}` });
      leader.signedSize = 2;
      await refused(/twice/);
      leader.signedSize = null;
      await refused(/root/);
    });

    it('refuses a checkpoint of another log', async () => {
      const [signer] = leader.signers;
      const root = new Uint8Array(32);
      const forged = signCheckpoint({ origin: 'elsewhere.example/fed/1/log/1', size: 3, root }, signer ? [signer] : []);
      leader.files.set('log/1/checkpoint', forged);
      await refused(/of elsewhere\.example/);
    });

    it('refuses a checkpoint that another key signed under the same name', async () => {
      leader.files.set('log/1/checkpoint', leader.checkpoint(3, [makeSigner(leader.origin, newSeed())]));
      await refused(/known keys/);
    });

    it('refuses a wrong signature by a pinned key', async () => {
      const text = Buffer.from(leader.checkpoint()).toString();
      // One letter in the middle of the signature.
      const at = text.length - 30;
      const other = text[at] === 'A' ? 'B' : 'A';
      leader.files.set('log/1/checkpoint', Buffer.from(`${text.slice(0, at)}${other}${text.slice(at + 1)}`));
      await refused(/signature/);
    });

    it('accepts a further signature by a key nobody knows', async () => {
      const witness = makeSigner('witness.example', newSeed());
      leader.files.set('log/1/checkpoint', leader.checkpoint(3, [...leader.signers, witness]));
      expect(await check(test, leader)).toMatchObject({ size: 3, state: 'following' });
    });

    it('refuses an entry that is too long', async () => {
      const path = 'log/1/tile/entries/000.p/3';
      const long = Buffer.alloc(2 + 5000, 'x');
      long.writeUInt16BE(5000);
      leader.evil = (request, response) => {
        const isIt = request.url?.endsWith(path) ?? false;
        if (isIt) {
          response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(long);
        }
        return isIt;
      };
      await refused(/entry|entries/i);
    });

    it('keeps what it has while the hub is away', async () => {
      leader.evil = (_request, response) => {
        response.writeHead(503, { 'retry-after': '3600' }).end();
        return true;
      };
      const peer = await check(test, leader);
      expect(peer).toMatchObject({ state: 'unreachable', size: 2 });
      expect(peer.nextPollAt).toBeGreaterThanOrEqual(test.clock.now() + 3_500_000);
      await expect(titles(test)).resolves.toEqual(['Tides']);
    });

    it('pauses at a flood before it takes any of it', async () => {
      for (let count = 0; count < 1200; count++) {
        leader.append(note(count));
      }
      expect(await check(test, leader)).toMatchObject({ state: 'paused', size: 2 });
      expect(leader.asked.filter(path => path.includes('tile/')).length).toBeLessThan(5);
    });
  });

  describe('keys and generations', () => {
    it('goes on through a rotation of keys', async () => {
      await follow(test, leader);
      rotate(leader);
      expect(await check(test, leader)).toMatchObject({ state: 'following', size: 2 });
      const [old, next] = leader.signers.map(({ vkey }) => vkey.text);
      leader.append({ t: 'keys', ts: 1, vkeys: [next ?? ''] });
      await check(test, leader);
      leader.signers = leader.signers.slice(1);
      leader.publish();
      expect(await check(test, leader)).toMatchObject({ state: 'following', vkeys: [next] });
      expect(old).not.toBe(next);
    });

    it('catches up with a rotation it slept through', async () => {
      await follow(test, leader);
      rotate(leader);
      const { length } = leader.entries;
      leader.files.set(`log/1/rotations/${length}`, leader.checkpoint());
      leader.rotations = [length];
      leader.signers = leader.signers.slice(1);
      leader.append({ t: 'keys', ts: 1, vkeys: leader.signers.map(({ vkey }) => vkey.text) });
      leader.publish();
      leader.files.set(`log/1/${bundlePath(0, length)}`, writeBundle(leader.entries.slice(0, length)));
      expect(await check(test, leader)).toMatchObject({ state: 'following', size: leader.entries.length });
      await expect(titles(test)).resolves.toEqual(['Tides']);
    });

    it('takes no keys that no pinned key stands beside', async () => {
      await follow(test, leader);
      const stranger = makeSigner(leader.origin, newSeed());
      leader.append({ t: 'keys', ts: 1, vkeys: [stranger.vkey.text] });
      await check(test, leader);
      leader.publish();
      leader.files.set('log/1/checkpoint', leader.checkpoint(leader.entries.length, [stranger]));
      expect(await check(test, leader)).toMatchObject({ state: 'refused' });
    });

    it.each(['log', 'recovery'] as const)('follows into a new log that a %s key opened', async by => {
      const [kept, dropped, erased] = [
        leader.publish(),
        leader.publish({ card: { title: 'Dropped' } }),
        leader.publish()
      ];
      leader.withdraw(erased.work, 'erase');
      await follow(test, leader);
      const old = leader.renew(2);
      openGeneration(leader, by === 'log' ? old : leader.recovery, by === 'recovery');
      leader.publish({ work: kept.work, card: { title: 'Tides, kept' } });
      leader.publish({ work: erased.work, card: { title: 'Back from the dead' } });
      expect(await check(test, leader)).toMatchObject({ state: 'following', generation: 2, fault: null });
      await expect(titles(test)).resolves.toEqual(['Tides, kept']);
      await expect(test.as('bob').getWork({ params: { work: dropped.work } })).rejects.toMatchObject({
        code: 'work-withdrawn'
      });
      // The old log does not count any more.
      leader.files.set('log/2/checkpoint', leader.checkpoint(4, [old]));
      leader.etag += 1;
      expect(await check(test, leader)).toMatchObject({ state: 'refused', generation: 2 });
    });

    it('follows into no log that a stranger opened', async () => {
      leader.publish();
      await follow(test, leader);
      leader.renew(2);
      openGeneration(leader, makeSigner('elsewhere.example/recovery', newSeed()), false);
      expect(await check(test, leader)).toMatchObject({ state: 'unreachable', generation: 1 });
      await expect(titles(test)).resolves.toEqual(['Tides']);
    });

    it('keeps the works of a hub that closed its log', async () => {
      leader.publish();
      leader.append({ t: 'close', ts: 1 });
      expect(await follow(test, leader)).toMatchObject({ state: 'left' });
      await expect(titles(test)).resolves.toEqual(['Tides']);
    });
  });

  it('goes on after a stop in the middle without asking for full bundles again', async () => {
    for (let count = 0; count < 2000; count++) {
      leader.append(note(count));
    }
    leader.publish();
    leader.evil = (request, response) => {
      const isLate = /entries\/00[67]/.test(request.url ?? '');
      if (isLate) {
        response.destroy();
      }
      return isLate;
    };
    expect(await follow(test, leader)).toMatchObject({ state: 'unreachable', size: 0 });
    leader.asked.splice(0);
    leader.evil = () => false;
    expect(await check(test, leader)).toMatchObject({ state: 'following', size: 2002 });
    expect(leader.asked.filter(path => path.includes('entries/000'))).toEqual([]);
    await expect(titles(test)).resolves.toEqual(['Tides']);
  });
});

function note(count: number): Uint8Array {
  return Buffer.from(JSON.stringify({ t: 'note', n: count }));
}

function cardLike(leader: Leader, work: string, title: string): string {
  const [first] = [...leader.blobs.values()]
    .map(bytes => Buffer.from(bytes).toString())
    .filter(text => text.includes('"hub":{') && text.includes(work));
  return leader.put((first ?? '').replace(/"name":"[^"]*"/, `"name":"${title}"`));
}

function rotate(leader: Leader): void {
  const next = makeSigner(leader.origin, newSeed());
  leader.signers = [...leader.signers, next];
  leader.append({ t: 'keys', ts: 1, vkeys: leader.signers.map(({ vkey }) => vkey.text) });
}

function openGeneration(leader: Leader, signer: ReturnType<typeof makeSigner>, isRevealed: boolean): void {
  const [next] = leader.signers;
  if (!next) {
    throw new Error('There is no key.');
  }
  const statement = {
    hubId: leader.id,
    generation: leader.generation,
    logKey: next.vkey,
    revealed: isRevealed ? leader.recovery.vkey : null,
    recovery: vkeyDigest(leader.recovery.vkey),
    at: 1_795_360_000
  };
  leader.files.set(`generations/${leader.generation}`, signStatement(statement, [signer]));
}
