// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Author } from '../person.ts';
import type { Card } from '../card.ts';
import { LICENCES } from '../licence.ts';
import { LIMITS } from '../limits.ts';
import type { FileEntry } from '../release.ts';

const CONTEXT = 'https://w3id.org/ro/crate/1.2/context';
const PROFILE = 'https://w3id.org/ro/crate/1.2';

/** What a crate says beside the card and the files. */
export type CrateFacts = {
  /** The release's address: the work's, `/v/` and the label. */
  id: string;
  label: string;
  /** ISO 8601 in UTC. */
  createdAt: string;
  /** Addresses of releases this one was made from, with their manifests. */
  madeFrom: readonly { work: string; manifest: string }[];
  /** 16 random bytes, base64url: without it the digest of an erased crate could be guessed. */
  salt: string;
};

/**
 * Writes the RO-Crate metadata of a release.
 *
 * Files are listed while the crate stays within `LIMITS.crateBytes`; the manifest is the exhaustive list.
 *
 * @param card - the release's card
 * @param files - in any order
 * @see https://www.researchobject.org/ro-crate/specification/1.2/
 */
export function writeCrate(facts: CrateFacts, card: Card, files: readonly FileEntry[]): string {
  const authors = card.authors.map(authorEntity);
  const withFiles = crate(facts, card, authors, files);
  return new TextEncoder().encode(withFiles).length <= LIMITS.crateBytes ? withFiles : crate(facts, card, authors, []);
}

function crate(
  facts: CrateFacts,
  card: Card,
  authors: readonly Record<string, unknown>[],
  files: readonly FileEntry[]
): string {
  const root = {
    '@id': './',
    '@type': ['Dataset', 'LearningResource'],
    identifier: facts.id,
    name: card.title,
    description: card.summary,
    datePublished: facts.createdAt,
    version: facts.label,
    author: authors.map(reference),
    ...(card.licence === null ? {} : { license: { '@id': licenceAddress(card.licence) } }),
    keywords: card.tags,
    inLanguage: card.inLanguage,
    softwareRequirements: card.needs.packages,
    ...(facts.madeFrom.length === 0 ? {} : { isBasedOn: facts.madeFrom.map(source => ({ '@id': source.work })) }),
    hasPart: files.map(file => ({ '@id': encodeURI(file.path) })),
    salt: facts.salt
  };
  return JSON.stringify({
    '@context': [
      CONTEXT,
      { salt: 'https://w3id.org/atrium/terms#salt', sha256: 'https://w3id.org/atrium/terms#sha256' }
    ],
    '@graph': [
      {
        '@id': 'ro-crate-metadata.json',
        '@type': 'CreativeWork',
        conformsTo: { '@id': PROFILE },
        about: { '@id': './' }
      },
      root,
      ...authors,
      ...(card.licence === null
        ? []
        : [{ '@id': licenceAddress(card.licence), '@type': 'CreativeWork', name: card.licence }]),
      ...facts.madeFrom.map(source => ({ '@id': source.work, '@type': 'CreativeWork', sha256: source.manifest })),
      ...files.map(fileEntity)
    ]
  });
}

function authorEntity(author: Author, index: number): Record<string, unknown> {
  const id = author.orcid ? `https://orcid.org/${author.orcid}` : `#author-${index + 1}`;
  return { '@id': id, '@type': 'Person', name: author.name };
}

function reference(entity: Record<string, unknown>): Record<string, unknown> {
  return { '@id': entity['@id'] };
}

function fileEntity(file: FileEntry): Record<string, unknown> {
  return {
    '@id': encodeURI(file.path),
    '@type': 'File',
    contentSize: String(file.size),
    encodingFormat: file.mediaType,
    sha256: file.digest.slice('sha256:'.length)
  };
}

function licenceAddress(id: string): string {
  return LICENCES.find(licence => licence.id === id)?.url ?? `https://spdx.org/licenses/${id}`;
}
