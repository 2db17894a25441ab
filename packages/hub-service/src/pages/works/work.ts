// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Tombstone, WorkPage } from '@jupyter-atrium/api';
import { type Asker, withdrawalOf } from '../../auth/audience.ts';
import { WorkNotFoundError, WorkWithdrawnError } from '../../errors.ts';
import { lineageOf } from '../../works/work-page.ts';
import { type Markup, markup } from '../markup.ts';
import { type PageCall, type View, page } from '../page.ts';
import type { PagePorts } from '../ports.ts';
import { PAGES } from '../table.ts';
import { ago, dayWords, quoted } from '../words.ts';
import { aboutWork, openAddress } from './about.ts';
import { authorsOf } from './cards.ts';
import { citeTab } from './cite-tab.ts';
import { filesTab } from './files-tab.ts';
import { ID } from './id.ts';
import { lineageTab } from './lineage-tab.ts';
import { readTab } from './read-tab.ts';
import { type Subject, findSubject } from './subject.ts';
import { type Tab, drawTabs, tabOf } from './tabs.ts';
import { versionsTab } from './versions-tab.ts';
import { whyWords } from './why-words.ts';

export const workPage = page(PAGES.work, call => {
  const open = openAddress(call.ports.config, call, call.params.work ?? '');
  const button = open === null ? null : markup`<a class="button primary" href="${open}">Open in JupyterLab</a>`;
  return workView(call, call.caller, button);
});

/**
 * Draws the page of a work for whoever asks; nobody known sees what is public.
 *
 * @param open - leads to where it can be opened
 */
export async function workView(
  { ports, params, query }: Pick<PageCall, 'ports' | 'params' | 'query'>,
  asker: Asker,
  open: Markup | null
): Promise<View> {
  const id = params.work ?? '';
  if (!ID.test(id)) {
    throw new WorkNotFoundError();
  }
  const found = await findSubject(ports, asker, id, query.get('release')).catch(tombstoneOf);
  if ('withdrawnAt' in found) {
    return withdrawnView(found, ports.config.prefix);
  }
  const lineage = await lineageOf(ports, asker, found.row);
  const { card } = found.release;
  const now = ports.clock.now();
  const tab = tabOf(query);
  return {
    title: card.title,
    entry: 'gallery',
    body: markup`<article class="sheet"><div class="what">
${notices(found)}
<h1>${quoted(card.title)}</h1>
${card.summary !== '' && markup`<p class="lead">${quoted(card.summary)}</p>`}
<p class="gap">${authorsOf(found.release)} <span class="meta">· Release ${found.release.label}, ${ago(found.release.createdAt, now)}</span></p>
</div>
${aboutWork(found, lineage, open)}
<div class="reading">${drawTabs(found, tab)}
${await drawTab(ports, found, { tab, query, lineage })}</div></article>`
  };
}

type TabCall = { tab: Tab; query: URLSearchParams; lineage: WorkPage['lineage'] };

async function drawTab(ports: PagePorts, subject: Subject, { tab, query, lineage }: TabCall): Promise<Markup> {
  switch (tab) {
    case 'read':
      return readTab(ports, subject, query.get('file') || null);
    case 'files':
      return filesTab(subject, Math.max(0, Number.parseInt(query.get('from') ?? '', 10) || 0));
    case 'versions':
      return versionsTab(await ports.releases.ofWork(subject.row.id), subject, ports.clock.now());
    case 'lineage':
      return lineageTab(lineage, subject);
    case 'cite':
      return citeTab(subject);
  }
}

function notices({ isNewest, row, release }: Subject): Markup {
  const withdrawal = withdrawalOf(row) ?? withdrawalOf(release);
  return markup`${withdrawal && markup`<p class="notice warning">You withdrew this on ${dayWords(Date.parse(withdrawal.withdrawnAt))}${whyWords(withdrawal)}. Only you still see it.</p>`}
${!isNewest && markup`<p class="notice">This is an older release. <a href="?">Show the newest</a></p>`}`;
}

/** What is left of a withdrawn work. */
function tombstoneOf(error: unknown): Tombstone {
  if (error instanceof WorkWithdrawnError) {
    return error.detail as Tombstone;
  }
  throw error;
}

function withdrawnView(tombstone: Tombstone, prefix: string): View {
  const { title, by, scope } = tombstone;
  const day = dayWords(Date.parse(tombstone.withdrawnAt));
  const what =
    scope === 'erase'
      ? markup`It was erased on ${day}${whyWords(tombstone)}. Copies people opened stay theirs.`
      : markup`${by === null ? 'Its author' : quoted(by)} withdrew this on ${day}${whyWords(tombstone)}. Copies people opened stay theirs.`;
  return {
    title: title ?? 'An erased work',
    status: 410,
    entry: 'gallery',
    body: markup`<h1>${title === null ? 'An erased work' : quoted(title)}</h1><p class="lead">${what}</p>
<p class="gap"><a href="${prefix}">Go to the gallery</a></p>`
  };
}
