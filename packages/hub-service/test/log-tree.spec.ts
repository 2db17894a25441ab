// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import { LIMITS } from '@jupyter-atrium/api';
import { fetchBlob, fetchTree, joinNetwork, publishedEntries, sourceOf } from './network';
import { noise, publish } from './publish';
import { startService, type TestService } from './service';
import { verifyLog } from '../src/log/verify/index';

const BIG = noise(300_000);
const DIGEST = `sha256:${hash('sha256', BIG)}`;
const BLOB = `blobs/${DIGEST.replace(':', '/')}`;

let test: TestService;
beforeAll(async () => {
  test = await startService();
  await joinNetwork(test);
  await publish(test.as('alice'), { 'big.bin': BIG }, { audience: 'network' });
  await publishedEntries(test);
});
afterAll(() => test.stop());

describe('the tree of files', () => {
  it.each([
    ['hub.json', 'application/json; charset=utf-8', 'public, max-age=60'],
    ['log/1/checkpoint', 'text/plain; charset=utf-8', 'public, max-age=5'],
    ['log/1/tile/entries/000.p/2', 'application/octet-stream', 'public, max-age=31536000, immutable'],
    ['log/1/tile/0/000.p/2', 'application/octet-stream', 'public, max-age=31536000, immutable'],
    [BLOB, 'application/octet-stream', 'public, max-age=86400']
  ])('gives %s out, with its type and how long it keeps', async (path, type, cache) => {
    const { status, headers } = await fetchTree(test, path);
    expect({ status, type: headers['content-type'], cache: headers['cache-control'] }).toEqual({
      status: 200,
      type,
      cache
    });
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('answers 304 to whoever has the checkpoint', async () => {
    const { headers } = await fetchTree(test, 'log/1/checkpoint');
    const again = await fetchTree(test, 'log/1/checkpoint', { 'if-none-match': String(headers.etag) });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
  });

  it('answers HEAD without a body', async () => {
    const { status, headers, bytes } = await fetchTree(test, BLOB, {}, 'HEAD');
    expect([status, headers['content-length'], bytes.length]).toEqual([200, '300000', 0]);
  });

  it('gives out part of a blob, so that a transfer can go on', async () => {
    const { status, headers, bytes } = await fetchTree(test, BLOB, {
      range: 'bytes=100000-',
      'if-range': `"${DIGEST}"`
    });
    expect([status, headers['content-range']]).toEqual([206, 'bytes 100000-299999/300000']);
    expect(bytes.equals(Buffer.from(BIG).subarray(100_000))).toBe(true);
  });

  it('gives out the whole blob when it is another than the asker began with', async () => {
    const { status, bytes } = await fetchTree(test, BLOB, { range: 'bytes=100000-', 'if-range': '"other"' });
    expect([status, bytes.length]).toEqual([200, 300_000]);
  });

  it('never lets a browser show a blob', async () => {
    const { headers } = await fetchBlob(test, DIGEST);
    expect(headers).toMatchObject({
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'accept-ranges': 'bytes',
      etag: `"${DIGEST}"`
    });
    expect(headers['content-disposition']).toMatch(/^attachment/);
  });

  it.each([
    'log/1/tile/entries/000',
    'log/1/../../log.key',
    'log/1/tile/entries/..%2f..%2f..%2f..%2f..%2flog.key',
    '../../log.key',
    'log/2/checkpoint',
    'log/1/tile/entries/000.p/02',
    'log/1/.x.new',
    'generations/2',
    'nothing',
    ''
  ])('has no file at “%s”', async path => {
    expect((await fetchTree(test, path)).status).toBe(404);
  });

  it('takes no writes', async () => {
    expect((await fetchTree(test, 'log/1/checkpoint', {}, 'POST')).status).toBe(404);
  });

  it('is asked only so often by one address, and others are not held up by it', async () => {
    const own = await startService();
    const { rates } = own.service.context;
    for (let call = 0; call < LIMITS.treeReadsPerMinute; call++) {
      await rates.takeTree('192.0.2.1');
    }
    await expect(rates.takeTree('192.0.2.1')).rejects.toMatchObject({ status: 429 });
    await expect(rates.takeTree('192.0.2.2')).resolves.toBeUndefined();
    await own.stop();
  });
});

describe('verifyLog', () => {
  const tampered = (path: string, change: (bytes: Buffer) => Buffer | null): Promise<string[]> => {
    const source = sourceOf(test);
    return verifyLog(
      {
        hasBlobs: true,
        read: async (asked, most) => {
          const bytes = await source.read(asked, most);
          return bytes && asked === path ? change(Buffer.from(bytes)) : bytes;
        }
      },
      null
    ).then(report => report.faults.map(({ where }) => where));
  };
  const flip = (bytes: Buffer): Buffer => {
    bytes[bytes.length - 3] = (bytes.at(-3) ?? 0) ^ 1;
    return bytes;
  };

  it('finds nothing wrong with what is served', async () => {
    expect(await verifyLog(sourceOf(test), null)).toMatchObject({
      hub: 'hub-a.example/services/atrium',
      size: 2,
      works: 1,
      releases: 1,
      cards: 1,
      faults: [],
      notes: []
    });
  });

  it('finds a changed bundle, a missing one, and one of another size', async () => {
    const path = 'log/1/tile/entries/000.p/2';
    expect(await tampered(path, flip)).toContain('checkpoint');
    expect(await tampered(path, () => null)).toContain('bundles');
    expect(await tampered(path, bytes => bytes.subarray(0, -1))).toContain('bundles');
  });

  it('finds a changed tile', async () => {
    expect(await tampered('log/1/tile/0/000.p/2', flip)).toEqual(['tile 0/0']);
  });

  it('finds a checkpoint that no known key signed', async () => {
    expect(await tampered('log/1/checkpoint', flip)).toEqual(['checkpoint']);
  });

  it('finds a changed card', async () => {
    const [, entry] = await publishedEntries(test);
    const card = entry?.t === 'publish' ? entry.c : '';
    expect(await tampered(`blobs/${card.replace(':', '/')}`, flip)).toHaveLength(1);
  });

  it('refuses a key with another fingerprint than the one named', async () => {
    const { fingerprint } = await verifyLog(sourceOf(test), null);
    const { faults } = await verifyLog(sourceOf(test), `${fingerprint.slice(0, -1)}7`);
    expect(faults.map(({ where }) => where)).toEqual(['fingerprint']);
    expect((await verifyLog(sourceOf(test), fingerprint.toUpperCase())).faults).toEqual([]);
  });
});
