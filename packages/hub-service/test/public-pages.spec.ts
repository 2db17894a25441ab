// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Client } from '@jupyter-atrium/client';
import { Browser } from './browser';
import { CARD, notebook, publish } from './publish';
import { startService, type TestService } from './service';

const ROOT = '/services/atrium';
const FILES = { 'melt.ipynb': notebook('bergschrund = 1'), 'data/heights.csv': 'a,b\n' };
const hostile = 'Melt</script><script>alert(1)</script>';

describe('the page of a public work', () => {
  let test: TestService;
  let alice: Client;
  beforeEach(async () => {
    test = await startService();
    alice = test.as('alice', { displayName: 'A. Rivera' });
  });
  afterEach(() => test.stop());

  /** Asks as a program does: without cookies, and without what browsers say. */
  const ask = (url: string) => test.service.app.inject({ url: `${ROOT}/${url}` });

  it('is for anybody, at the address by which the work is cited', async () => {
    const { id } = await publish(alice, FILES, { audience: 'public' });
    const cited = await ask(`works/${id}?tab=cite`);
    expect([cited.statusCode, cited.headers.location]).toEqual([302, `${ROOT}/public/${id}?tab=cite`]);
    const visitor = await new Browser(test, '').ask('GET', `${ROOT}/works/${id}`);
    expect(visitor.headers.location).toBe(`${ROOT}/public/${id}`);
    const page = await ask(`public/${id}`);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('bergschrund');
    expect(page.headers['set-cookie']).toBeUndefined();
    expect((await ask(`public/${id}/files/data/heights.csv`)).body).toBe('a,b\n');
  });

  it('lets people log in who want to open it, or leads them to their own hub', async () => {
    const { id, url } = await publish(alice, FILES, { audience: 'public' });
    const { headers } = await new Browser(test, '').ask('GET', `${ROOT}/works/${id}?login=yes`);
    expect(String(headers.location)).toMatch(/^\/hub\/api\/oauth2\/authorize\?/);
    const bob = await new Browser(test, test.hub.inPages('bob')).open(`${ROOT}/works/${id}?login=yes`);
    expect(bob.body).toContain('Open in JupyterLab');
    const elsewhere = await ask(`public/${id}/open?hub=${encodeURIComponent('https://b.example/jupyter/hub/home')}`);
    expect(elsewhere.body).toContain(
      `href="https://b.example/jupyter/hub/user-redirect/lab?atrium=${encodeURIComponent(url)}"`
    );
    for (const hub of ['', 'javascript:alert(1)', 'https://me:you@b.example/']) {
      const refused = await ask(`public/${id}/open?hub=${encodeURIComponent(hub)}`);
      expect([hub, refused.statusCode]).toEqual([hub, 422]);
    }
  });

  it.each(['private', 'hub', 'network'] as const)('is not there for an audience of %s', async audience => {
    const { id } = await publish(alice, FILES, { audience });
    for (const path of [`public/${id}`, `public/${id}/files/melt.ipynb`, `public/${id}/open?hub=b.example`]) {
      expect((await ask(path)).statusCode).toBe(404);
    }
    const { headers } = await new Browser(test, '').ask('GET', `${ROOT}/works/${id}`);
    expect(String(headers.location)).toMatch(/^\/hub\/api\/oauth2\/authorize\?/);
  });

  it('says no more than that it was withdrawn, once it is', async () => {
    const { id } = await publish(alice, FILES, { audience: 'public' });
    await alice.withdrawWork({
      params: { work: id },
      body: { label: null, scope: 'retract', category: 'error', reason: '' }
    });
    const page = await ask(`public/${id}`);
    expect(page.statusCode).toBe(410);
    expect(page.body).not.toContain('citation_title');
    expect((await ask(`public/${id}/files/melt.ipynb`)).statusCode).toBe(410);
  });

  it('tells search engines what it is, whatever its title says', async () => {
    const card = { ...CARD, title: hostile, authors: [{ name: 'A. Rivera', orcid: '0000-0002-1825-0097' }] };
    const { id, url } = await publish(alice, FILES, { audience: 'public', card });
    const { body } = await ask(`public/${id}`);
    expect(body).toContain('<meta name="citation_author" content="A. Rivera">');
    expect(body).toContain(`<link rel="canonical" href="${url}">`);
    const data = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(body)?.[1] ?? '';
    expect(JSON.parse(data)).toMatchObject({
      '@id': url,
      name: hostile,
      creator: [{ name: 'A. Rivera', '@id': 'https://orcid.org/0000-0002-1825-0097' }],
      provider: { name: 'Ocean Hub' }
    });
    expect(body.match(/<script/g)).toHaveLength(1);
  });
});
