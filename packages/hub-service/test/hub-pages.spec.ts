// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Browser, type Visited } from './browser';
import { check, titles, follow, startFollower } from './follow';
import { aPng } from './image';
import { Leader } from './leader';
import type { TestService } from './service';

const ROOT = '/services/atrium';
const ADMIN = 'custom:atrium:admin';
const hostile = '<img src=x onerror=alert(1)>';

describe('pages about other hubs', () => {
  let leader: Leader;
  let test: TestService;
  let ada: Browser;
  beforeEach(async () => {
    leader = await Leader.start();
    test = await startFollower([leader]);
    ada = new Browser(test, test.hub.inPages('ada', [ADMIN]));
  });
  afterEach(async () => {
    await test.stop();
    await leader.stop();
  });

  const look = (address: string): Promise<Visited> =>
    ada.open(`${ROOT}/hubs/follow?address=${encodeURIComponent(address)}`);
  const acts = async (): Promise<string[]> =>
    (await test.service.context.audit.before(Number.MAX_SAFE_INTEGER, 50)).map(({ act }) => act);

  /** Follows the leader by its pages. */
  async function followed(): Promise<Visited> {
    const page = await ada.press(await look(leader.address), 'Follow Coast Hub', { compared: 'yes' });
    await check(test, leader);
    return ada.open(page.path);
  }

  it('shows whose hub an address is, and follows it once its key was compared', async () => {
    leader.publish({ card: { title: hostile } });
    // As JupyterHub does with what it does not know.
    leader.evil = ({ url = '' }, response) => {
      const isRoot = url.startsWith('/fed/');
      return isRoot && Boolean(response.writeHead(302, { location: `/hub${url}` }).end());
    };
    const form = await look(leader.address.replace('services/atrium/', ''));
    expect(form.body).toContain('Coast Hub');
    expect(form.body).toContain('Example University');
    expect(form.body).toMatch(/<code>([a-z2-7]{4} ){7}[a-z2-7]{4}<\/code>/);
    expect(form.body).not.toContain(hostile);
    const refused = await ada.press(form, 'Follow Coast Hub', { compared: '' });
    expect(refused.status).toBe(409);
    expect(await test.service.context.peers.all()).toEqual([]);
    const page = await ada.press(refused, 'Follow Coast Hub', { compared: 'yes', mode: 'mirrored', review: 'all' });
    expect(page.path).toContain('/hubs/hub?id=');
    await expect(test.service.context.peers.find(leader.id)).resolves.toMatchObject({
      mode: 'mirrored',
      review: 'all',
      freeSize: 2
    });
    expect(await acts()).toContain('peer.follow');
  });

  it('shows works of other hubs with their home, and their covers', async () => {
    const cover = leader.put(aPng(40, 30));
    const { work } = leader.publish({ card: { title: 'Tides', authors: [{ name: 'M. Sørensen' }], cover } });
    await follow(test, leader);
    await test.service.context.search.caughtUp();
    let home = await ada.open(`${ROOT}/`);
    // A cover that comes late stands on the next page.
    while (!home.body.includes('src="data:image/png;base64,')) {
      home = await ada.open(`${ROOT}/`);
    }
    expect(home.body).toContain('From other hubs');
    expect(home.body).toMatch(/<bdi[^>]*>M\. Sørensen<\/bdi> · <bdi[^>]*>Coast Hub<\/bdi>/);
    const page = await ada.open(`${ROOT}/works/${work}`);
    expect(page.body).toContain(`<dt>Home hub</dt><dd><a href="${leader.address}works/${work}"`);
  });

  it('wants the fingerprint typed where the address is not the one the hub has', async () => {
    const mirror = await Leader.start('127.0.0.3');
    mirror.evil = (request, response) => {
      const isIt = request.url?.endsWith('hub.json') ?? false;
      if (isIt) {
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(leader.descriptor));
      }
      return isIt;
    };
    await test.stop();
    test = await startFollower([leader, mirror]);
    ada = new Browser(test, test.hub.inPages('ada', [ADMIN]));
    const form = await look(mirror.address);
    const refused = await ada.press(form, 'Follow Coast Hub', { compared: 'yes', fingerprint: 'aaaa' });
    expect(refused.status).toBe(409);
    const fingerprint = /<code>([a-z2-7 ]+)<\/code>/.exec(form.body)?.[1] ?? '';
    await ada.press(refused, 'Follow Coast Hub', { fingerprint: fingerprint.toUpperCase() });
    await expect(test.service.context.peers.find(leader.id)).resolves.not.toBeNull();
    await mirror.stop();
  });

  it.each(['http://169.254.169.254/', 'https://localhost/', 'nowhere.invalid', 'http://user:pass@127.0.0.2/', ''])(
    'says why nothing is found at %j',
    async address => {
      const { status, body } = await look(address);
      expect(status).toBe(409);
      expect(body).toContain('Nothing to follow was found');
    }
  );

  it('lists hubs with their state in words, and checks, pauses and lets go on', async () => {
    leader.publish();
    const page = await followed();
    expect(page.body).toContain('Followed');
    leader.signedSize = 1;
    await ada.press(page, 'Check now');
    await check(test, leader);
    expect((await ada.open(`${ROOT}/hubs`)).body).toContain('A log never gets shorter.');
    const paused = await ada.press(page, 'Pause');
    expect(paused.body).toContain('An administrator paused it.');
    await ada.press(paused, 'Let it go on');
    leader.signedSize = null;
    expect(await check(test, leader)).toMatchObject({ state: 'following' });
    expect((await acts()).filter(act => act.startsWith('peer.'))).toEqual(
      expect.arrayContaining(['peer.check', 'peer.pause', 'peer.resume', 'peer.refused'])
    );
  });

  it('lets a flood go on when an admin says so', async () => {
    await followed();
    for (let count = 0; count < 1200; count++) {
      leader.append(Buffer.from(`{"t":"note","n":${count}}`));
    }
    expect(await check(test, leader)).toMatchObject({ state: 'paused' });
    await ada.press(await ada.open(`${ROOT}/hubs/hub?id=${encodeURIComponent(leader.id)}`), 'Let it go on');
    expect(await check(test, leader)).toMatchObject({ state: 'following', size: 1201 });
  });

  it('mutes, blocks and unblocks', async () => {
    leader.publish();
    const page = await followed();
    await expect(titles(test)).resolves.toEqual(['Tides']);
    const muted = await ada.press(page, 'Save', { mode: 'muted', quota: '5' });
    await expect(titles(test)).resolves.toEqual([]);
    const blocked = await ada.press(muted, 'Save', { mode: 'blocked' });
    await expect(test.service.context.peers.find(leader.id)).resolves.toMatchObject({
      size: 0,
      quotaBytes: 5 * 1024 ** 3
    });
    await check(test, leader);
    await expect(test.service.context.peers.find(leader.id)).resolves.toMatchObject({ size: 0 });
    await ada.press(blocked, 'Save', { mode: 'listed' });
    await check(test, leader);
    await expect(titles(test)).resolves.toEqual(['Tides']);
  });

  it('leaves a hub, and takes its works away', async () => {
    const { work } = leader.publish({ files: { 'a.txt': 'a' } });
    const page = await followed();
    await test.as('bob').openCopy({ params: { work }, body: { label: null } });
    const list = await ada.press(page, 'Stop following this hub');
    expect(list.body).toContain('No hub is followed yet.');
    await expect(test.as('bob').getWork({ params: { work } })).rejects.toMatchObject({ code: 'work-not-found' });
    await follow(test, leader);
    await expect(titles(test)).resolves.toEqual(['Tides']);
  });

  it.each([[[]], [['custom:atrium:curate']]])('is for administrators only', async scopes => {
    const carol = new Browser(test, test.hub.inPages('carol', scopes));
    expect((await carol.open(`${ROOT}/hubs`)).status).toBe(403);
    expect((await carol.open(`${ROOT}/hubs/follow?address=x`)).status).toBe(403);
  });
});
