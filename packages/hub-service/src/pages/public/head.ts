// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Author, Work } from '@jupyter-atrium/api';
import { type Markup, markup, trusted } from '../markup.ts';
import { licenceOf } from '../works/subject.ts';

/**
 * Says to search engines and reference managers what a public work is.
 *
 * @see https://scholar.google.com/intl/en/scholar/inclusion.html for the names of `citation_…`
 * @see https://dini-ag-kim.github.io/amb/ for the JSON-LD, which is schema.org's
 * @see https://signposting.org/ for the links
 */
export function headOf(work: Work): Markup {
  const { card, url, updatedAt } = work;
  const licence = licenceOf(card.licence).url;
  const names: (readonly [string, string])[] = [
    ['description', card.summary],
    ['citation_title', card.title],
    ...card.authors.map(({ name }) => ['citation_author', name] as const),
    ['citation_publication_date', updatedAt.slice(0, 10).replaceAll('-', '/')],
    ['citation_public_url', url],
    ...card.inLanguage.map(each => ['citation_language', each] as const)
  ];
  return markup`<link rel="canonical" href="${url}"><link rel="cite-as" href="${url}">
${licence !== null && markup`<link rel="license" href="${licence}">`}
${names.map(([name, content]) => markup`<meta name="${name}" content="${content}">`)}
<script type="application/ld+json">${linkedData(work, licence)}</script>`;
}

/** Data, not code: no browser runs it, and nothing in it ends its element. */
function linkedData({ card, url, hub, label, createdAt, updatedAt }: Work, licence: string | null): Markup {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'LearningResource',
    '@id': url,
    url,
    name: card.title,
    description: card.summary,
    creator: card.authors.map(personOf),
    ...(licence === null ? {} : { license: licence }),
    inLanguage: card.inLanguage,
    keywords: card.tags,
    ...(card.needs.language === null ? {} : { about: card.needs.language }),
    version: label,
    dateCreated: createdAt,
    datePublished: updatedAt,
    isAccessibleForFree: true,
    provider: { '@type': 'Organization', name: hub.name, url: new URL('..', url).href }
  };
  return trusted(JSON.stringify(data).replaceAll('<', '\\u003c'));
}

function personOf({ name, orcid }: Author): Record<string, string> {
  return { '@type': 'Person', name, ...(orcid ? { '@id': `https://orcid.org/${orcid}` } : {}) };
}
