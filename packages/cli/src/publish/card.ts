// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CardFields, Me, Scan, WorkPage } from '@jupyter-atrium/api';
import type { PublishOptions } from './options.ts';

/**
 * Makes the card of a release: what the person said, else what the card said so far, else what the files say.
 *
 * @param page - of the work that is updated; null for a new one
 */
export function makeCard(
  options: Pick<PublishOptions, 'title' | 'summary' | 'tags' | 'authors' | 'licence'>,
  scan: Pick<Scan, 'card' | 'files'>,
  { me, page }: { me: Me; page: WorkPage | null }
): CardFields {
  const { title, summary, authors, licence, tags, inLanguage, entry } = page?.card ?? firstCard(scan.card, me);
  const hasEntry = scan.files.some(file => file.path === entry);
  return {
    title: options.title ?? title,
    summary: options.summary ?? summary,
    authors: options.authors ?? authors,
    licence: options.licence === undefined ? licence : options.licence,
    tags: [...new Set(options.tags ?? tags)],
    inLanguage,
    entry: hasEntry ? entry : scan.card.entry
  };
}

function firstCard(found: CardFields, { person }: Me): CardFields {
  return found.authors.length > 0 ? found : { ...found, authors: [{ name: person.name }] };
}
