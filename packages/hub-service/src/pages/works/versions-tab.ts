// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Changes } from '@jupyter-atrium/api';
import type { ReleaseRow } from '../../releases/store.ts';
import { type Markup, markup } from '../markup.ts';
import { ago, countWords, quoted } from '../words.ts';
import type { Subject } from './subject.ts';

/** Lists the releases of a work, newest first. */
export function versionsTab(releases: readonly ReleaseRow[], { release: current }: Subject, now: number): Markup {
  const live = releases.filter(release => release.state !== 'erased');
  return markup`<table class="rows"><thead><tr><th scope="col">Release</th><th scope="col">Published</th><th scope="col" class="wide">By</th><th scope="col">What changed</th></tr></thead><tbody>${live.map(
    release => markup`<tr><td><a href="?release=${encodeURIComponent(release.label)}">${release.label}</a>${
      release.id === current.id && markup` <span class="meta small">shown</span>`
    }${release.state === 'retracted' && markup` <span class="meta small">withdrawn</span>`}</td>
<td>${ago(release.createdAt, now)}</td><td class="wide">${quoted(release.by.name)}</td>
<td>${release.note !== '' && markup`<p>${quoted(release.note)}</p>`}<p class="meta small">${changeWords(release.changes)}</p></td></tr>`
  )}</tbody></table>`;
}

/** Says in a line what changed since the release before. */
export function changeWords(changes: Changes | null): string {
  if (!changes) {
    return 'The first release';
  }
  const { files, cells } = changes;
  const parts = [
    [cells.changed + cells.added + cells.removed, 'cell', 'changed'],
    [files.added, 'file', 'added'],
    [files.removed, 'file', 'removed'],
    [files.changed - changes.notebooks, 'other file', 'changed']
  ] as const;
  const words = parts.filter(([count]) => count > 0).map(([count, noun, verb]) => `${countWords(count, noun)} ${verb}`);
  return words.length > 0 ? words.join(', ') : 'Nothing but the card';
}
