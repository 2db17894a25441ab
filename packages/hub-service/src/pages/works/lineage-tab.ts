// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Relative, WorkPage } from '@jupyter-atrium/api';
import { type Markup, markup } from '../markup.ts';
import { quoted } from '../words.ts';
import type { Subject } from './subject.ts';

/** Shows what a work was made from, and what was made of it. */
export function lineageTab({ madeFrom, madeInto }: WorkPage['lineage'], subject: Subject): Markup {
  if (madeFrom.length === 0 && madeInto.length === 0) {
    return markup`<p class="gap">This work says of no other that it was made from it, and no other says so of this one.</p>`;
  }
  return markup`${group('Made from', madeFrom)}
<h2 class="group">This work</h2><p class="gap">${quoted(subject.work.card.title)} <span class="meta">${subject.release.label}</span></p>
${group('Made into', madeInto)}`;
}

function group(title: string, relatives: readonly Relative[]): Markup | null {
  return relatives.length === 0
    ? null
    : markup`<h2 class="group">${title}</h2><ul class="listed plain">${relatives.map(
        relative => markup`<li><div>${relativeWords(relative)}</div></li>`
      )}</ul>`;
}

/** Names another work as far as the reader may know of it. */
export function relativeWords({ work, url, title, by, label }: Relative): Markup {
  if (work !== null) {
    return markup`<a href="${work}">${quoted(title)}</a>${by !== '' && markup` by ${quoted(by)}`}${label !== null && markup` <span class="meta">${label}</span>`}`;
  }
  if (url !== null) {
    // Of another hub: only its address is known here.
    const address = URL.parse(url);
    return address?.protocol === 'https:' || address?.protocol === 'http:'
      ? markup`<a href="${address.href}" rel="noopener noreferrer">A work at ${address.host}</a>`
      : markup`A work of another hub`;
  }
  return by === '' ? markup`A work that was erased` : markup`A private work by ${quoted(by)}`;
}
