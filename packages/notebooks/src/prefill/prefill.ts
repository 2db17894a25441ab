// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type Author, type CardFields, type Figure, LIMITS, type Needs } from '@jupyter-atrium/api';
import { workNeeds } from '../code/needs.ts';
import { compareNaturally } from '../files/natural-order.ts';
import { countWords } from '../text/words.ts';
import { chooseDescribing, chooseEntry } from './entry.ts';
import type { FileFacts } from './facts.ts';
import { type OutputCounts, coverFirst } from './figures.ts';
import { proseLanguages } from './prose-language.ts';
import { proposeTags } from './tags.ts';

/** Where a field of the card was found. */
export type FieldSource = 'heading' | 'paragraph' | 'name' | 'metadata' | 'imports' | 'imports-and-headings';

/** A card filled in from the files of a work. */
export type Prefill = {
  /** No licence, and no author unless a notebook names one: a person has to say. */
  readonly card: CardFields;
  /** By field of the card; absent where nothing was found. */
  readonly from: Readonly<Record<string, FieldSource>>;
  readonly needs: Needs;
  /** The first one makes a good cover; the entry's come first, then by file and cell. */
  readonly figures: readonly Figure[];
  readonly outputs: OutputCounts;
};

/** Words that complete "from …", to be shown beside a field. */
export const FIELD_SOURCE_WORDS: Readonly<Record<FieldSource, string>> = {
  heading: 'the first heading',
  paragraph: 'the first paragraph',
  name: 'the name',
  metadata: 'the notebook’s metadata',
  imports: 'imports',
  'imports-and-headings': 'imports and headings'
};

const SUMMARY_WORDS = 6;

/**
 * Fills in the card of a work from its files.
 *
 * @param name - of the folder or notebook that is published, without its path
 * @param files - `fileFacts` of each file
 */
export function prefill(name: string, files: readonly FileFacts[]): Prefill {
  const stem = name.replace(/\.ipynb$/i, '');
  const paths = files.map(file => file.path);
  const entry = chooseEntry(paths, stem);
  const describingPath = chooseDescribing(paths, stem);
  const describing = files.find(file => file.path === describingPath);
  const needs = workNeeds(files.map(file => file.needs));
  const ordered = [...files].sort(
    (a, b) => Number(b.path === entry) - Number(a.path === entry) || compareNaturally(a.path, b.path)
  );
  const title = titleOf(describing, stem);
  const summary = summaryOf(describing?.paragraphs ?? []);
  const authors = uniqueAuthors(ordered.flatMap(file => file.authors));
  const { tags, from: tagsFrom } = proposeTags(
    title.text,
    files.flatMap(file => file.headings),
    needs.packages
  );
  return {
    card: {
      title: title.text,
      summary,
      authors,
      licence: null,
      tags: [...tags],
      inLanguage: proseLanguages(files.map(file => file.prose)),
      entry
    },
    from: {
      title: title.from,
      ...(summary !== '' && { summary: 'paragraph' as const }),
      ...(authors.length > 0 && { authors: 'metadata' as const }),
      ...(tagsFrom && { tags: tagsFrom })
    },
    needs,
    figures: coverFirst(ordered.flatMap(file => file.figures)),
    outputs: sumOutputs(files)
  };
}

/** Makes the name of a file or folder readable: `01-glacier_melt` becomes `Glacier melt`. */
export function readableName(name: string): string {
  const words = name.replace(/[-_\s]+/g, ' ').trim();
  const text = words.replace(/^\d+[. ]+(?=\S)/, '');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Cuts prose to a number of characters, at the end of a sentence if there is one in its second half. */
export function cutProse(text: string, characters: number): string {
  if (text.length <= characters) {
    return text;
  }
  const cut = text.slice(0, characters);
  const ends = [...cut.matchAll(/[.!?…](?=\s)|[。！？]/g)].map(match => match.index + 1);
  const end = ends.at(-1) ?? 0;
  if (end >= characters / 2) {
    return cut.slice(0, end);
  }
  const word = cut.slice(0, -1).search(/\s\S*$/);
  return `${(word < characters / 2 ? cut.slice(0, -1) : cut.slice(0, word)).replace(/[\ud800-\udbff]$/, '')}…`;
}

function titleOf(file: FileFacts | undefined, stem: string): { text: string; from: FieldSource } {
  const heading = file?.headings[0];
  if (heading !== undefined) {
    return { text: cutProse(heading, LIMITS.titleCharacters), from: 'heading' };
  }
  return file?.title
    ? { text: cutProse(file.title, LIMITS.titleCharacters), from: 'metadata' }
    : { text: cutProse(readableName(stem), LIMITS.titleCharacters) || 'Untitled', from: 'name' };
}

/** The first paragraph that is more than a name, date or badge; else the first one. */
function summaryOf(paragraphs: readonly string[]): string {
  const telling = paragraphs.find(paragraph => countWords(paragraph) >= SUMMARY_WORDS);
  return cutProse(telling ?? paragraphs[0] ?? '', LIMITS.summaryCharacters);
}

function uniqueAuthors(authors: readonly Author[]): Author[] {
  const byName = new Map<string, Author>();
  for (const author of authors) {
    byName.set(author.name, { ...author, ...byName.get(author.name) });
  }
  return [...byName.values()].slice(0, LIMITS.authors);
}

function sumOutputs(files: readonly FileFacts[]): OutputCounts {
  const sum = (key: keyof OutputCounts): number => files.reduce((total, { outputs }) => total + outputs[key], 0);
  return { figures: sum('figures'), tables: sum('tables'), others: sum('others') };
}
