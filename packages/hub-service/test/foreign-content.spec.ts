// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { onEachEngine } from './engines';
import { check, find, follow, startFollower, titles } from './follow';
import { digestOf, Leader } from './leader';
import { digestsOf, fetchAll, noise, notebook, publish } from './publish';
import type { TestService } from './service';

const FILES = { 'tides.ipynb': notebook('bergschrund = 1'), 'data/levels.csv': 'a,b\n1,2\n', 'empty.txt': '' };

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

  const filesAsked = (): string[] => leader.asked.filter(path => path.startsWith('blobs/'));

  it('lists the files of a release by its manifest, and fetches a file when somebody wants it', async () => {
    const { work } = leader.publish({ files: FILES });
    await follow(test, leader);
    leader.asked.splice(0);
    const params = { work, label: '1.0.0' };
    const release = await test.as('bob').getRelease({ params });
    expect(release.entries.map(({ path }) => path).sort()).toEqual(Object.keys(FILES).sort());
    expect(release.files).toBe(3);
    const bytes = await test.as('bob').getFile({ params: { ...params, '*': 'data/levels.csv' } });
    expect(Buffer.from(bytes).toString()).toBe('a,b\n1,2\n');
    // Manifest, crate and the one file.
    expect(filesAsked()).toHaveLength(3);
    await test.as('bob').getFile({ params: { ...params, '*': 'data/levels.csv' } });
    expect(filesAsked()).toHaveLength(3);
  });

  it('opens a copy byte by byte as it is at home, and finds what its files say from then on', async () => {
    const files = { ...FILES, 'large.bin': noise(3_000_000) };
    const { work } = leader.publish({ files });
    await follow(test, leader);
    expect((await find(test, { q: 'bergschrund' })).total).toBe(0);
    await expect(fetchAll(test.as('bob'), work)).resolves.toEqual(digestsOf(files));
    expect((await find(test, { q: 'bergschrund' })).total).toBe(1);
    const copy = await test.as('bob').openCopy({ params: { work }, body: { label: null } });
    expect(copy).toMatchObject({ url: `${leader.address}works/${work}`, home: { hub: leader.id } });
  });

  it('goes on where a transfer broke off', async () => {
    const text = 'x'.repeat(200_000);
    const { work } = leader.publish({ files: { 'big.txt': text } });
    await follow(test, leader);
    const path = `blobs/${digestOf(text).replace(':', '/')}`;
    const ranges: (string | undefined)[] = [];
    leader.evil = (request, response) => {
      const isIt = request.url?.endsWith(path) ?? false;
      if (isIt) {
        ranges.push(request.headers.range);
      }
      const isFirst = isIt && ranges.length === 1;
      if (isFirst) {
        response.writeHead(200, { 'content-length': text.length });
        response.write(text.slice(0, 74_000), () => setImmediate(() => response.destroy()));
      }
      return isFirst;
    };
    const params = { work, label: '1.0.0', '*': 'big.txt' };
    const bytes = await test.as('bob').getFile({ params });
    expect(Buffer.from(bytes).toString()).toBe(text);
    expect(ranges).toHaveLength(2);
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
  });

  it('shows nothing of a file that is not what its digest says', async () => {
    const { work } = leader.publish({ files: { 'a.txt': 'right' } });
    leader.blobs.set(digestOf('right'), Buffer.from('wrong'));
    await follow(test, leader);
    const params = { work, label: '1.0.0', '*': 'a.txt' };
    await expect(test.as('bob').getFile({ params })).rejects.toMatchObject({ code: 'service-busy' });
    expect(await test.service.context.files.byDigest([digestOf('wrong'), digestOf('right')])).toEqual(new Map());
  });

  it('takes a release away whose manifest is of another work', async () => {
    const { work } = leader.publish({ files: FILES, manifestWork: 'https://elsewhere.example/works/1' });
    await follow(test, leader);
    await expect(titles(test)).resolves.toEqual(['Tides']);
    await expect(fetchAll(test.as('bob'), work)).rejects.toMatchObject({ code: 'service-busy' });
    await expect(titles(test)).resolves.toEqual([]);
  });

  it.each(['../up.txt', '/etc/passwd', '.hidden', 'a\\b', 'con.txt', 'a/../b', 'x\u202Ecod.exe'])(
    'takes a release away that has a file named %j',
    async path => {
      const { work } = leader.publish({ files: { [path]: 'x' } });
      await follow(test, leader);
      await expect(fetchAll(test.as('bob'), work)).rejects.toMatchObject({ code: 'service-busy' });
      await expect(titles(test)).resolves.toEqual([]);
    }
  );

  it('gives nobody a private file of this hub whose digest a foreign manifest names', async () => {
    const secret = 'what only alice may read';
    await publish(test.as('alice'), { 'secret.txt': secret }, { audience: 'private' });
    const { work } = leader.publish({ files: { 'found.txt': secret } });
    leader.blobs.delete(digestOf(secret));
    await follow(test, leader);
    const params = { work, label: '1.0.0', '*': 'found.txt' };
    await expect(test.as('bob').getFile({ params })).rejects.toMatchObject({ code: 'service-busy' });
  });

  it('lets go of what was not used for longest when there is no room', async () => {
    const [first, second] = ['a', 'b'].map(letter => leader.publish({ files: { 'x.txt': letter.repeat(1000) } }));
    const peer = await follow(test, leader);
    const { context } = test.service;
    await context.change(stores => stores.peers.change(peer.id, { quotaBytes: 1500 }));
    await fetchAll(test.as('bob'), first?.work ?? '');
    await expect(fetchAll(test.as('bob'), second?.work ?? '')).rejects.toMatchObject({ code: 'service-busy' });
    test.clock.pass(2 * 3_600_000);
    await fetchAll(test.as('bob'), second?.work ?? '');
    expect(await context.shelf.keptBytes(peer.id)).toBe(1000);
    expect(await context.files.ofRelease(first?.work ?? '', 1)).toEqual([]);
  });

  it('keeps no content of a work that was erased at home', async () => {
    const { work } = leader.publish({ files: FILES });
    await follow(test, leader);
    await fetchAll(test.as('bob'), work);
    leader.withdraw(work, 'erase');
    await check(test, leader);
    await test.service.context.upkeep.erase();
    expect(await test.service.context.files.byDigest(Object.values(FILES).map(digestOf))).toEqual(new Map());
    expect(await test.service.context.shelf.keptBytes(leader.id)).toBe(0);
  });

  it('keeps the newest release of each work of a mirrored hub', async () => {
    const { work } = leader.publish({ files: FILES });
    await follow(test, leader, { mode: 'mirrored' });
    leader.evil = (_request, response) => {
      response.destroy();
      return true;
    };
    await expect(fetchAll(test.as('bob'), work)).resolves.toEqual(digestsOf(FILES));
  });
});
