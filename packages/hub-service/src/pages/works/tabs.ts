// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type Markup, markup } from '../markup.ts';
import type { Subject } from './subject.ts';

/** The tabs of a work's page, in order. */
export const TABS = ['read', 'files', 'versions', 'lineage', 'cite'] as const;
export type Tab = (typeof TABS)[number];

const WORDS: Readonly<Record<Tab, string>> = {
  read: 'Read',
  files: 'Files',
  versions: 'Versions',
  lineage: 'Lineage',
  cite: 'Cite'
};

/** Takes the tab an address asks for. */
export function tabOf(query: URLSearchParams): Tab {
  return TABS.find(tab => tab === query.get('tab')) ?? 'read';
}

/**
 * Writes the address of another place on a work's page, from that page.
 *
 * @param fields - those of the address; an older release stays chosen
 */
export function placeOf({ release, isNewest }: Subject, fields: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({ ...fields, ...(isNewest ? {} : { release: release.label }) });
  return `?${query.toString()}`;
}

/** Draws the tabs. */
export function drawTabs(subject: Subject, current: Tab): Markup {
  const counts: Partial<Record<Tab, number>> = { files: subject.files.length, versions: subject.row.releases };
  return markup`<nav class="tabs" aria-label="About this work">${TABS.map(tab => {
    const here = tab === current && markup` aria-current="page"`;
    const count = counts[tab];
    return markup`<a href="${placeOf(subject, { tab })}"${here}>${WORDS[tab]}${count !== undefined && markup` <span class="meta">${count.toLocaleString('en')}</span>`}</a>`;
  })}</nav>`;
}
