// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import { readNetworkCard } from '../src/log/format/index';
import { onEachEngine } from './engines';
import { fetchBlob, fetchTree, joinNetwork, linesOf, publishedEntries } from './network';
import { CARD, publish } from './publish';
import { startService, type TestService } from './service';

const FILES = {
  'melt.ipynb': '{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}\n',
  'data.csv': 'a,b\n1,2\n'
};
const digestOf = (bytes: Uint8Array): string => `sha256:${hash('sha256', bytes)}`;

onEachEngine(makeDatabase => {
  let test: TestService;
  beforeEach(async () => {
    test = await startService({ makeDatabase });
  });
  afterEach(() => test.stop());

  describe('the log', () => {
    it('does not exist until the network is turned on', async () => {
      await publish(test.as('alice'), FILES, { audience: 'network' });
      expect((await fetchTree(test, 'log/1/checkpoint')).status).toBe(404);
      expect((await fetchTree(test, 'hub.json')).status).toBe(404);
    });

    it('takes up works of the network when it is turned on, and no others', async () => {
      const alice = test.as('alice');
      const work = await publish(alice, FILES, { audience: 'network' });
      const hidden = await publish(alice, FILES, { audience: 'hub' });
      await publish(alice, FILES, { audience: 'private' });
      await joinNetwork(test);
      const entries = await publishedEntries(test);
      expect(linesOf(entries)).toEqual(['hub', 'publish 1.0.0']);
      expect(JSON.stringify(entries)).toContain(work.id);
      expect(JSON.stringify(entries)).not.toContain(hidden.id);
    });

    it('says what is published, changed, withdrawn, brought back and erased', async () => {
      await joinNetwork(test);
      const alice = test.as('alice');
      const work = await publish(alice, FILES, { audience: 'network' });
      const params = { work: work.id };
      await alice.editWork({ params, body: { card: { ...CARD, title: 'Ice' } } });
      await publish(alice, { ...FILES, 'more.txt': 'more' }, { work: work.id, audience: 'network' });
      await alice.withdrawWork({ params, body: { label: '1.0.0', scope: 'retract', category: 'error', reason: '' } });
      await alice.restoreWork({ params, body: { label: '1.0.0' } });
      await alice.withdrawWork({ params, body: { label: null, scope: 'retract', category: 'superseded', reason: '' } });
      await alice.restoreWork({ params, body: { label: null } });
      await alice.withdrawWork({ params, body: { label: null, scope: 'erase', category: 'privacy', reason: '' } });
      expect(linesOf(await publishedEntries(test))).toEqual([
        'hub',
        'publish 1.0.0',
        'card 1.0.0',
        'publish 1.1.0',
        'withdraw 1.0.0 retract error',
        'restore 1.0.0',
        'withdraw retract superseded',
        'restore',
        'withdraw erase privacy'
      ]);
    });

    it('says that a work left the network, and that it came back', async () => {
      await joinNetwork(test);
      const alice = test.as('alice');
      const { id } = await publish(alice, FILES, { audience: 'network' });
      await alice.editWork({ params: { work: id }, body: { audience: 'hub' } });
      await alice.editWork({ params: { work: id }, body: { audience: 'public' } });
      expect(linesOf(await publishedEntries(test))).toEqual([
        'hub',
        'publish 1.0.0',
        'withdraw retract audience',
        'card 1.0.0',
        'restore'
      ]);
    });

    it('gives out manifest, crate, card and files of a release, to the byte', async () => {
      await joinNetwork(test);
      const work = await publish(test.as('alice'), FILES, { audience: 'network' });
      const [, entry] = await publishedEntries(test);
      const [m, c] = entry?.t === 'publish' ? [entry.m, entry.c] : ['', ''];
      expect(m).toBe(work.manifest);
      const manifest = await fetchBlob(test, m);
      expect(digestOf(manifest.bytes)).toBe(m);
      const { config, layers, annotations } = JSON.parse(manifest.bytes.toString()) as {
        config: { digest: string };
        layers: { digest: string }[];
        annotations: Record<string, string>;
      };
      expect(annotations['vnd.atrium.work']).toBe(`https://hub-a.example/services/atrium/works/${work.id}`);
      const digests = [config.digest, c, ...layers.map(layer => layer.digest)];
      const blobs = await Promise.all(digests.map(digest => fetchBlob(test, digest)));
      expect(blobs.map(({ bytes }) => digestOf(bytes))).toEqual(digests);
      const card = readNetworkCard((await fetchBlob(test, c)).bytes);
      expect(card).toMatchObject({ name: CARD.title, hub: { version: '1.0.0', manifest: m, audience: 'network' } });
    });

    it('answers 410 for all of a work once it is erased', async () => {
      await joinNetwork(test);
      const alice = test.as('alice');
      const { id } = await publish(alice, FILES, { audience: 'network' });
      const [, entry] = await publishedEntries(test);
      const { m, c } = entry as { m: string; c: string };
      const file = digestOf(Buffer.from(FILES['data.csv']));
      const statuses = async (): Promise<number[]> =>
        Promise.all([m, c, file].map(async digest => (await fetchBlob(test, digest)).status));
      expect(await statuses()).toEqual([200, 200, 200]);
      await alice.withdrawWork({ params: { work: id }, body: { label: null, scope: 'erase', reason: '' } });
      expect(await statuses()).toEqual([410, 410, 410]);
    });

    it('answers 410 for a digest it never named, even if the hub has the file', async () => {
      await joinNetwork(test);
      await publish(test.as('alice'), FILES, { audience: 'hub' });
      expect((await fetchBlob(test, digestOf(Buffer.from(FILES['data.csv'])))).status).toBe(410);
    });

    it('rewrites the manifest of a release whose licence was changed on the card', async () => {
      await joinNetwork(test);
      const alice = test.as('alice');
      const { id, manifest } = await publish(alice, FILES, { audience: 'network' });
      await alice.editWork({ params: { work: id }, body: { card: { ...CARD, licence: 'MIT' } } });
      expect(digestOf((await fetchBlob(test, manifest)).bytes)).toBe(manifest);
    });
  });
});
