// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Factories for specs and examples: a valid object, with the fields that matter given. */
import type { Card } from '../card.ts';
import type { Collection } from '../collection.ts';
import type { Release } from '../release.ts';
import type { Newest, Work } from '../work.ts';

const ID = '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e';

/** The digest of one repeated hexadecimal digit. */
export function aDigest(digit = 'a'): string {
  return `sha256:${digit.repeat(64)}`;
}

export function aCard(fields: Partial<Card> = {}): Card {
  return {
    title: 'Glacier melt from satellite altimetry',
    summary: 'How much ice did the world’s glaciers lose between 2000 and 2024?',
    authors: [{ name: 'A. Rivera' }, { name: 'J. Okafor' }],
    licence: 'CC-BY-4.0',
    tags: ['glaciology', 'altimetry'],
    inLanguage: ['en'],
    entry: 'glacier-melt.ipynb',
    needs: {
      language: 'python',
      kernel: { name: 'python3', displayName: 'Python 3', language: 'python' },
      packages: ['numpy', 'xarray'],
      environment: []
    },
    cover: null,
    ...fields
  };
}

export function aWork(fields: Partial<Work> = {}): Work {
  const id = fields.id ?? ID;
  return {
    id,
    url: `https://hub-a.example/services/atrium/works/${id}`,
    hub: { id: 'hub-a.example/services/atrium', name: 'Ocean Hub' },
    owner: { id: '01935b0e-0000-7000-8000-000000000001', name: 'A. Rivera' },
    audience: 'hub',
    card: aCard(),
    label: '1.2.0',
    manifest: aDigest('b'),
    files: 9,
    bytes: 12_400_000,
    releases: 4,
    copies: 38,
    createdAt: '2026-05-01T09:00:00.000Z',
    updatedAt: '2026-11-22T09:00:00.000Z',
    state: 'live',
    ...fields
  };
}

/** What has become of `aWork()`. */
export function aNewest(fields: Partial<Newest> = {}): Newest {
  const { id, card, label, manifest, updatedAt } = aWork();
  return {
    work: id,
    state: 'live',
    title: card.title,
    cover: null,
    label,
    manifest,
    note: '',
    publishedAt: updatedAt,
    ...fields
  };
}

export function aRelease(fields: Partial<Release> = {}): Release {
  return {
    label: '1.2.0',
    manifest: aDigest('b'),
    filesDigest: aDigest('c'),
    createdAt: '2026-11-22T09:00:00.000Z',
    by: { id: '01935b0e-0000-7000-8000-000000000001', name: 'A. Rivera' },
    note: '',
    files: 9,
    bytes: 12_400_000,
    changes: null,
    state: 'live',
    withdrawal: null,
    ...fields
  };
}

export function aCollection(fields: Partial<Collection> = {}): Collection {
  return {
    id: '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d60',
    title: 'Featured',
    text: 'Good places to begin.',
    isFeatured: true,
    works: 3,
    updatedAt: '2026-11-22T09:00:00.000Z',
    ...fields
  };
}
