// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { cite } from '@jupyter-atrium/api';
import { type Markup, markup } from '../markup.ts';
import type { Subject } from './subject.ts';

/** Says how to cite the release. */
export function citeTab({ work, release }: Subject): Markup {
  const updatedAt = new Date(release.createdAt).toISOString();
  const { text, bibtex, cff } = cite({ ...work, label: release.label, updatedAt, card: release.card });
  return markup`${[
    ['Text', text],
    ['BibTeX', bibtex],
    ['CITATION.cff', cff]
  ].map(
    ([title, words]) =>
      markup`<h2 class="group">${title}</h2><pre class="copy" tabindex="0" aria-label="${title}">${words}</pre>`
  )}
<p class="meta small gap">A click selects a whole block.</p>`;
}
