// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Card } from '@jupyter-atrium/api';
import { readNetworkCard, writeNetworkCard } from './card.ts';
import { blobAddress, type Descriptor, newestLog, readDescriptor } from './descriptor.ts';

const D = `sha256:${'a'.repeat(64)}`;
const card: Card = {
  title: 'Introduction to sea-surface temperature',
  summary: 'Two lines\nof text.',
  authors: [{ name: 'A. Rivera', orcid: '0000-0002-1825-0097' }],
  licence: 'CC-BY-4.0',
  tags: ['oceanography'],
  inLanguage: ['en'],
  entry: 'intro.ipynb',
  needs: {
    language: 'python',
    kernel: { name: 'python3', displayName: 'Python 3', language: 'python' },
    packages: ['xarray'],
    environment: []
  },
  cover: D
};
const facts = {
  work: 'https://hub-a.example/services/atrium/works/01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e',
  version: '1.2.0',
  manifest: D,
  audience: 'network' as const,
  files: 12,
  bytes: 48211923,
  createdAt: '2026-11-22T00:00:00.000Z',
  salt: 'q7q7q7q7q7q7q7q7q7q7qw'
};
const descriptor: Descriptor = {
  protocol: 'atrium/1',
  id: 'hub-a.example/services/atrium',
  name: 'Ocean Hub',
  logs: [
    {
      origin: 'hub-a.example/services/atrium/fed/1/log/1',
      scope: 'network',
      generation: 1,
      rotations: [],
      base: ['https://hub-a.example/services/atrium/fed/1/log/1/'],
      vkeys: ['k']
    }
  ],
  blobs: ['https://hub-a.example/services/atrium/fed/1/blobs/{alg}/{hex}'],
  recovery: D,
  capabilities: ['cards']
};
const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

describe('writeNetworkCard', () => {
  it('says what the protocol’s example says', () => {
    expect(readNetworkCard(writeNetworkCard(facts, card))).toMatchObject({
      '@context': ['https://w3id.org/kim/amb/context.jsonld', { '@language': 'en' }],
      id: facts.work,
      type: ['LearningResource'],
      name: card.title,
      inLanguage: ['en'],
      creator: [{ type: 'Person', name: 'A. Rivera', id: 'https://orcid.org/0000-0002-1825-0097' }],
      license: { id: 'https://creativecommons.org/licenses/by/4.0/' },
      keywords: ['oceanography'],
      datePublished: '2026-11-22',
      image: D,
      hub: { version: '1.2.0', manifest: D, audience: 'network', spdx: 'CC-BY-4.0', files: 12, kernels: ['python3'] }
    });
  });

  it('has no line end, so that cards can be lines', () => {
    expect([...writeNetworkCard(facts, card)]).not.toContain(0x0a);
  });

  it('leaves out a licence that AMB does not have', () => {
    const { license, hub } = readNetworkCard(writeNetworkCard(facts, { ...card, licence: 'EUPL-1.2' }));
    expect({ license, spdx: hub.spdx }).toEqual({ license: undefined, spdx: 'EUPL-1.2' });
  });

  it.each([
    ['packages', { ...card, needs: { ...card.needs, packages: Array<string>(900).fill('a-package') } }],
    [
      'summary',
      { ...card, summary: 'é'.repeat(2000), authors: Array<Card['authors'][0]>(100).fill({ name: 'J. Okafor' }) }
    ],
    ['names', { ...card, authors: Array<Card['authors'][0]>(100).fill({ name: 'M. Sørensen '.repeat(14) }) }]
  ])('shortens %s that are too long', (_, long) => {
    const bytes = writeNetworkCard(facts, long);
    expect(bytes.length).toBeLessThanOrEqual(8192);
    expect(readNetworkCard(bytes).name).toBe(card.title);
  });
});

describe('readNetworkCard', () => {
  it('refuses more than 8 KiB, and what is no card', () => {
    const long = { ...(JSON.parse(String(Buffer.from(writeNetworkCard(facts, card)))) as object), x: 'x'.repeat(8192) };
    expect(() => readNetworkCard(bytesOf(long))).toThrow('no card');
    expect(() => readNetworkCard(bytesOf({ name: 'x' }))).toThrow('no card');
  });
});

describe('readDescriptor', () => {
  it('reads a descriptor, with fields of later versions', () => {
    expect(readDescriptor(bytesOf({ ...descriptor, later: 1 }))).toMatchObject(descriptor);
  });

  it('refuses a log of another hub', () => {
    expect(() => readDescriptor(bytesOf({ ...descriptor, id: 'hub-b.example' }))).toThrow('not of its hub');
  });

  it('refuses another major version', () => {
    expect(() => readDescriptor(bytesOf({ ...descriptor, protocol: 'atrium/2' }))).toThrow('atrium/1');
  });

  it('knows which log counts', () => {
    const [first] = descriptor.logs;
    const logs = first ? [{ ...first, generation: 2 }, first] : [];
    expect(newestLog({ ...descriptor, logs })?.generation).toBe(2);
  });

  it('gives a blob its address', () => {
    expect(blobAddress(descriptor.blobs[0] ?? '', D)).toBe(
      `https://hub-a.example/services/atrium/fed/1/blobs/sha256/${'a'.repeat(64)}`
    );
  });
});
