// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type Card, Count, Digest, Label, LICENCES, LIMITS, Size } from '@jupyter-atrium/api';
import * as Type from 'typebox';
import { Compile } from 'typebox/compile';
import { LogFormatError } from './errors.ts';
import { readForeignJson } from './json.ts';

/** AMB's JSON-LD context; named, never fetched. */
const CONTEXT = 'https://w3id.org/kim/amb/context.jsonld';
/** The only licences AMB has; others are said by `hub.spdx` alone. */
const AMB_LICENCE = /^https?:\/\/(creativecommons\.org|www\.gnu\.org|www\.apache\.org|opensource\.org)\//;

const Text = (maxLength: number): Type.TString => Type.String({ maxLength });

/** What only hubs read of a card. */
export const CardOfHub = Type.Object({
  version: Label,
  manifest: Digest,
  audience: Type.Union([Type.Literal('network'), Type.Literal('public')]),
  /** SPDX identifier; null: all rights reserved. */
  spdx: Type.Union([Text(60), Type.Null()]),
  files: Count,
  bytes: Size,
  /** Names of kernels. */
  kernels: Type.Array(Text(100), { maxItems: 20 }),
  /** Programming language, lower case. */
  language: Type.Optional(Text(100)),
  /** Imported packages, most used first. */
  packages: Type.Optional(Type.Array(Text(200), { maxItems: 1000 })),
  /** The file to open first. */
  entry: Type.Optional(Text(4096)),
  /** 16 random bytes: without them the digest of an erased card could be guessed. */
  salt: Text(64)
});
export type CardOfHub = Type.Static<typeof CardOfHub>;

/** The card of a release as it travels: a learning resource in the sense of AMB, plain text throughout. */
export const NetworkCard = Type.Object({
  '@context': Type.Array(Type.Unknown(), { minItems: 1, maxItems: 4 }),
  /** The work's address. */
  id: Text(2048),
  type: Type.Array(Text(100), { maxItems: 8 }),
  name: Type.String({ minLength: 1, maxLength: LIMITS.titleCharacters }),
  description: Type.Optional(Text(LIMITS.summaryCharacters)),
  inLanguage: Type.Optional(Type.Array(Text(35), { maxItems: 20 })),
  creator: Type.Optional(
    Type.Array(Type.Object({ type: Text(100), name: Text(200), id: Type.Optional(Text(2048)) }), {
      maxItems: LIMITS.authors
    })
  ),
  license: Type.Optional(Type.Object({ id: Text(2048) })),
  keywords: Type.Optional(Type.Array(Text(LIMITS.tagCharacters), { maxItems: LIMITS.tags })),
  /** Day, as in ISO 8601. */
  datePublished: Type.Optional(Text(35)),
  /** Digest of the cover. */
  image: Type.Optional(Digest),
  hub: CardOfHub
});
export type NetworkCard = Type.Static<typeof NetworkCard>;

/** What a card says beside what the author wrote. */
export type NetworkCardFacts = Pick<CardOfHub, 'version' | 'manifest' | 'audience' | 'files' | 'bytes' | 'salt'> & {
  /** The work's address. */
  work: string;
  /** ISO 8601 in UTC. */
  createdAt: string;
};

const schema = Compile(NetworkCard);

/**
 * Reads a card that another hub wrote.
 *
 * @throws LogFormatError `document`
 */
export function readNetworkCard(bytes: Uint8Array): NetworkCard {
  const value = bytes.length > LIMITS.cardBytes ? null : readForeignJson(bytes);
  if (!schema.Check(value)) {
    throw new LogFormatError('document', 'This is no card of at most 8 KiB.');
  }
  return value;
}

/**
 * Writes the card of a release, without line ends, in at most 8 KiB.
 *
 * What is too long is shortened, least needed first: packages, summary, tags, then the last authors. The crate has all.
 *
 * @see https://dini-ag-kim.github.io/amb/latest/
 */
export function writeNetworkCard(facts: NetworkCardFacts, card: Card): Uint8Array {
  const full = documentOf(facts, card);
  const steps: ((before: NetworkCard) => NetworkCard)[] = [
    before => ({ ...before, hub: { ...before.hub, packages: [] } }),
    before => ({ ...before, description: shorten(before.description ?? '', 500) }),
    before => ({ ...before, keywords: [] }),
    before => ({ ...before, creator: (before.creator ?? []).slice(0, 20) }),
    before => ({ ...before, creator: (before.creator ?? []).slice(0, 5), description: '' })
  ];
  return steps.reduce((bytes, _, at) => {
    const shortened = steps.slice(0, at + 1).reduce((document, step) => step(document), full);
    return bytes.length > LIMITS.cardBytes ? encode(shortened) : bytes;
  }, encode(full));
}

function documentOf({ work, createdAt, ...facts }: NetworkCardFacts, card: Card): NetworkCard {
  const licence = LICENCES.find(({ id }) => id === card.licence)?.url;
  const { language, kernel, packages } = card.needs;
  return {
    '@context': [CONTEXT, { '@language': card.inLanguage[0] ?? 'en' }],
    id: work,
    type: ['LearningResource'],
    name: card.title,
    description: card.summary,
    inLanguage: card.inLanguage,
    creator: card.authors.map(({ name, orcid }) => ({
      type: 'Person',
      name,
      ...(orcid ? { id: `https://orcid.org/${orcid}` } : {})
    })),
    ...(licence && AMB_LICENCE.test(licence) ? { license: { id: licence } } : {}),
    keywords: card.tags,
    datePublished: createdAt.slice(0, 10),
    ...(card.cover === null ? {} : { image: card.cover }),
    hub: {
      ...facts,
      spdx: card.licence,
      kernels: kernel ? [kernel.name.slice(0, 100)] : [],
      ...(language === null ? {} : { language: language.slice(0, 100) }),
      packages: packages.map(name => name.slice(0, 200)),
      ...(card.entry === null ? {} : { entry: card.entry })
    }
  };
}

function encode(document: NetworkCard): Uint8Array {
  return Buffer.from(JSON.stringify(document));
}

function shorten(text: string, characters: number): string {
  return [...text].slice(0, characters).join('');
}
