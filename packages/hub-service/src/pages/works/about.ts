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

/** Draws the side column: how to open the work, null if nobody can from here, and what is known of it; where there is no room, the latter is closed. */
export function aboutWork(subject: Subject, lineage: WorkPage['lineage'], open: Markup | null): Markup {
  const known = markup`<dl class="facts">${factsOf(subject, lineage).map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${tagList(subject.release.card.tags)}`;
  return markup`<aside class="aside" aria-label="About this work">
${open}
<div class="about">${known}</div><details class="brief"><summary>About this work</summary>${known}</details></aside>`;
}

type Fact = readonly [name: string, value: Markup | string];

function factsOf({ release, work, row }: Subject, { madeFrom: [source] }: WorkPage['lineage']): Fact[] {
  const { licence, needs } = release.card;
  const facts: (Fact | null)[] = [
    row.home && ['Home hub', homeWords(work)],
    ['Audience', AUDIENCES[work.audience]],
    ['Licence', licenceWords(licence)],
    ['Size', `${countWords(release.files, 'file')}, ${sizeWords(release.bytes)}`],
    needs.kernel && ['Kernel', quoted(needs.kernel.displayName)],
    needs.packages.length === 0 ? null : ['Needs', quoted(needs.packages.join(', '))],
    source ? ['Made from', relativeWords(source)] : null,
    ['Copies', `${work.copies.toLocaleString('en')} opened`]
  ];
  return facts.filter(fact => fact !== null);
}

/** Where the work is at home, and its page there. */
function homeWords({ hub, url }: Pick<WorkPage, 'hub' | 'url'>): Markup {
  return markup`<a href="${url}" rel="noopener noreferrer">${quoted(hub.name)}</a> <span class="meta small"><bdi>${hub.id.split('/')[0]}</bdi></span>`;
}

function licenceWords(id: string | null): Markup | string {
  const { name, url } = licenceOf(id);
  return url === null ? name : markup`<a href="${url}" rel="noopener noreferrer">${name}</a>`;
}

function tagList(tags: readonly string[]): Markup | null {
  const address = (tag: string): string =>
    `../?${new URLSearchParams({ q: `tag:"${tag.replaceAll('"', '')}"` }).toString()}`;
  return tags.length === 0
    ? null
    : markup`<ul class="tags">${tags.map(tag => markup`<li><a href="${address(tag)}">${quoted(tag)}</a></li>`)}</ul>`;
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
