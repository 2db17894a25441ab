// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { WorkPage } from '@jupyter-atrium/api';
import { browserOrigin } from '../../auth/browser-address.ts';
import type { Config } from '../../config.ts';
import { workUrl } from '../../hub.ts';
import { type Markup, markup } from '../markup.ts';
import type { PageCall } from '../page.ts';
import { sizeWords } from '../../size-words.ts';
import { countWords, quoted } from '../words.ts';
import { relativeWords } from './lineage-tab.ts';
import { type Subject, licenceOf } from './subject.ts';

const AUDIENCES: Readonly<Record<WorkPage['audience'], string>> = {
  private: 'Private',
  hub: 'This hub',
  network: 'The network of hubs',
  public: 'Public'
};

/** Draws the side column: how to open the work, and what is known of it. */
export function aboutWork(subject: Subject, lineage: WorkPage['lineage'], open: string | null): Markup {
  const { release, work } = subject;
  const { card } = release;
  const licence = licenceOf(card.licence);
  const [source] = lineage.madeFrom;
  const facts: (readonly [string, Markup | string])[] = [
    ['Audience', AUDIENCES[work.audience]],
    [
      'Licence',
      licence.url === null
        ? licence.name
        : markup`<a href="${licence.url}" rel="noopener noreferrer">${licence.name}</a>`
    ],
    ['Size', `${countWords(release.files, 'file')}, ${sizeWords(release.bytes)}`],
    ...(card.needs.kernel ? [['Kernel', quoted(card.needs.kernel.displayName)] as const] : []),
    ...(card.needs.packages.length > 0 ? [['Needs', quoted(card.needs.packages.join(', '))] as const] : []),
    ...(source ? [['Made from', relativeWords(source)] as const] : []),
    ['Copies', `${work.copies.toLocaleString('en')} opened`]
  ];
  return markup`<aside class="aside" aria-label="About this work">
${open !== null && markup`<a class="button primary" href="${open}">Open in JupyterLab</a>`}
<div class="about"><dl class="facts">${facts.map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${card.tags.length > 0 && markup`<ul class="tags">${card.tags.map(tag => markup`<li><a href="../?${new URLSearchParams({ q: `tag:"${tag.replaceAll('"', '')}"` }).toString()}">${quoted(tag)}</a></li>`)}</ul>`}</div></aside>`;
}

/**
 * The address that opens a work in the reader's own JupyterLab, which then asks before it writes anything.
 *
 * @returns null where JupyterLab has no hub around it
 */
export function openAddress(config: Config, { request }: Pick<PageCall, 'request'>, id: string): string | null {
  if (config.access.kind !== 'hub') {
    return null;
  }
  const address = new URL(workUrl(config, id), browserOrigin(config, request)).href;
  return `${config.access.hostUrl}${config.access.baseUrl}hub/user-redirect/lab?atrium=${encodeURIComponent(address)}`;
}
