// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Work } from './work.ts';

/** How a work is cited, in three forms. */
export type Citation = { text: string; bibtex: string; cff: string };

/** What a citation needs of a work. */
export type Citable = Pick<Work, 'url' | 'label' | 'updatedAt'> & { hub: { name: string } } & {
  card: Pick<Work['card'], 'title' | 'authors' | 'licence' | 'tags'>;
};

/**
 * Writes how to cite the newest release of a work.
 *
 * @returns `text` on one line; `bibtex` as an `@misc` entry for biblatex and BibTeX; `cff` as a whole `CITATION.cff`
 * @see https://citation-file-format.github.io/ version 1.2.0
 */
export function cite(work: Citable): Citation {
  return { text: citeAsText(work), bibtex: citeAsBibtex(work), cff: citeAsCff(work) };
}

function citeAsText(work: Citable): string {
  const authors = work.card.authors.map(author => author.name).join(', ');
  return `${authors} (${year(work)}). ${work.card.title} (version ${work.label}) [Computational notebook]. ${work.hub.name}. ${work.url}`;
}

function citeAsBibtex(work: Citable): string {
  const family = /[^\s]+$/.exec(work.card.authors[0]?.name ?? 'anonymous')?.[0] ?? 'anonymous';
  const key =
    `${family}${year(work)}`
      .normalize('NFD')
      .replace(/[^A-Za-z0-9]/g, '')
      .toLowerCase() || 'work';
  const fields = [
    ['author', work.card.authors.map(author => bibtexValue(author.name)).join(' and ')],
    ['title', `{${bibtexValue(work.card.title)}}`],
    ['year', year(work)],
    ['version', work.label],
    ['howpublished', `Computational notebook, ${bibtexValue(work.hub.name)}`],
    ['url', work.url]
  ];
  return `@misc{${key},\n${fields.map(([name, value]) => `  ${name} = {${value}}`).join(',\n')}\n}\n`;
}

function citeAsCff(work: Citable): string {
  const lines = [
    'cff-version: 1.2.0',
    'message: If you use this work, cite it as below.',
    'type: dataset',
    `title: ${yamlValue(work.card.title)}`,
    'authors:',
    ...work.card.authors.flatMap(author => [
      `  - name: ${yamlValue(author.name)}`,
      ...(author.orcid ? [`    website: https://orcid.org/${author.orcid}`] : [])
    ]),
    `version: ${yamlValue(work.label)}`,
    `date-released: ${work.updatedAt.slice(0, 10)}`,
    `url: ${yamlValue(work.url)}`
  ];
  if (work.card.licence !== null) {
    lines.push(`license: ${yamlValue(work.card.licence)}`);
  }
  if (work.card.tags.length > 0) {
    lines.push('keywords:', ...work.card.tags.map(tag => `  - ${yamlValue(tag)}`));
  }
  return `${lines.join('\n')}\n`;
}

function year(work: Citable): string {
  return work.updatedAt.slice(0, 4);
}

/** BibTeX reads these characters as commands; a backslash becomes its own command. */
function bibtexValue(text: string): string {
  return text.replace(/[\\{}$&#_%~^]/g, character =>
    character === '\\'
      ? '\\textbackslash{}'
      : character === '~' || character === '^'
        ? `\\${character}{}`
        : `\\${character}`
  );
}

/** A YAML double-quoted scalar: JSON strings are a subset of it. */
function yamlValue(text: string): string {
  return JSON.stringify(text);
}
