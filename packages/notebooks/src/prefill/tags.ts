// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import { COMMON_HEADING_WORDS, COMMON_PACKAGES, TOPIC_OF_PACKAGE } from './tag-words.ts';

/** Tags proposed for a work. */
export type ProposedTags = {
  readonly tags: readonly string[];
  readonly from: 'imports' | 'imports-and-headings' | null;
};

const FROM_HEADINGS = 3;
const TOPICS = 3;
const PACKAGES = 2;
const TAGS = 6;
const MIN_LETTERS = 5;
const MIN_HEADINGS = 2;
/** In a work of many headings a telling word stands in so large a part of them. */
const MIN_SHARE = 1 / 25;

/**
 * Proposes a few tags: words that come back in headings, what the packages are for, and telling packages.
 *
 * @param title - its words count as often as the headings'
 * @param headings - of all files
 * @param packages - most used first
 */
export function proposeTags(title: string, headings: readonly string[], packages: readonly string[]): ProposedTags {
  const words = headingWords(title, headings).slice(0, FROM_HEADINGS);
  const topics = packages.flatMap(name =>
    Object.hasOwn(TOPIC_OF_PACKAGE, name) ? (TOPIC_OF_PACKAGE[name] ?? []) : []
  );
  const telling = packages.filter(name => !COMMON_PACKAGES.has(name) && !Object.hasOwn(TOPIC_OF_PACKAGE, name));
  const proposed = [...words, ...[...new Set(topics)].slice(0, TOPICS), ...telling.slice(0, PACKAGES)];
  const tags = [...new Set(proposed)].filter(tag => tag.length <= LIMITS.tagCharacters).slice(0, TAGS);
  const from = tags.length === 0 ? null : words.length === 0 ? 'imports' : 'imports-and-headings';
  return { tags, from };
}

/** Words that stand in several headings, most frequent first; only of scripts that part words. */
function headingWords(title: string, headings: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const heading of [title, ...headings]) {
    for (const word of new Set(heading.toLowerCase().match(/\p{L}+/gu) ?? [])) {
      const isTelling = word.length >= MIN_LETTERS && !COMMON_HEADING_WORDS.has(word);
      if (isTelling && !/[\p{Script=Han}\p{Script=Thai}]/u.test(word)) {
        counts.set(word, (counts.get(word) ?? 0) + 1);
      }
    }
  }
  const frequent = [...counts].filter(([, count]) => count >= Math.max(MIN_HEADINGS, headings.length * MIN_SHARE));
  return frequent.sort(([a, count], [b, other]) => other - count || (a < b ? -1 : 1)).map(([word]) => word);
}
