// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { presentWork } from '../../works/present.ts';
import { markup } from '../markup.ts';
import { page } from '../page.ts';
import { PAGES } from '../table.ts';
import { quoted } from '../words.ts';
import { findPublic } from './subject.ts';

/** Says where a public work can be opened at the reader's own hub. It leads nowhere by itself, whatever is asked for. */
export const openElsewhere = page(PAGES.openElsewhere, async ({ ports, params, query }) => {
  const { card, url, id } = presentWork(ports.config, await findPublic(ports, params.work ?? ''));
  const hub = hubAddress(query.get('hub') ?? '');
  const address = hub && `${hub}hub/user-redirect/lab?atrium=${encodeURIComponent(url)}`;
  return {
    title: `Open ${card.title}`,
    ...(address === null ? { status: 422 } : {}),
    body: markup`<h1>Open ${quoted(card.title)} on your hub</h1>
${
  address === null
    ? markup`<p class="notice warning" role="alert">This is no address of a JupyterHub. It begins with https://.</p>`
    : markup`<p class="lead">This leads to <b><bdi>${hub}</bdi></b>. It finds the work if that hub follows this one.</p>
<p class="gap"><a class="button primary" href="${address}" rel="noopener noreferrer">Open it there</a></p>`
}
<p class="gap"><a href="${ports.config.prefix}public/${id}">Back to the work</a></p>`
  };
});

/** The root of a hub of which any page's address was pasted; null: it is none. */
function hubAddress(entered: string): string | null {
  const text = entered.trim();
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  if (!url || text === '' || url.username || url.password) {
    return null;
  }
  const path = url.pathname.replace(/(^|\/)(hub|user|services)\/.*$/, '$1').replace(/([^/])$/, '$1/');
  return `${url.origin}${path}`;
}
