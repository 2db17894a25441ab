// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { SearchResult, Work } from '@jupyter-atrium/api';
import { LIMITS, licenceName } from '@jupyter-atrium/api';
import type { World } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { openClient } from '../open-client.ts';
import { hubSetting } from '../settings/hub.ts';
import { countWords } from '../terminal/words.ts';

/** Searches the gallery and prints what it finds. */
export async function searchWorks(
  { query, limit, isJson }: { query: string; limit: number; isJson: boolean },
  world: World
): Promise<number> {
  const client = openClient(world, hubSetting(world));
  const signal = world.untilStopped();
  const found = await client.searchWorks(
    { query: { q: query, limit: Math.min(limit, LIMITS.pageOfWorks), facets: false } },
    { signal }
  );
  (isJson ? [JSON.stringify(found)] : linesOf(found, query)).forEach(world.print);
  return EXIT.ok;
}

function linesOf({ hits, total, suggestion }: SearchResult, query: string): string[] {
  if (hits.length === 0) {
    return [`Nothing found for “${query}”.${suggestion ? ` Try “${suggestion}”.` : ''}`];
  }
  const lines = hits.flatMap(({ work, snippet }) => [
    ...workLines(work),
    ...(snippet && snippet.field !== 'names' ? [`  … ${snippet.text.replace(/\s+/g, ' ').trim()} …`] : []),
    ''
  ]);
  return [...lines, `${countWords(total, 'work')}${total > hits.length ? `, ${hits.length} shown` : ''}.`];
}

/** Writes a work in three lines. */
export function workLines({ card, label, hub, url }: Work): string[] {
  const authors = card.authors.map(author => author.name).join(', ');
  return [card.title, `  ${authors} · ${label} · ${hub.name} · ${licenceName(card.licence)}`, `  ${url}`];
}
