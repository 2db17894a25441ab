// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type Markup, markup } from '../markup.ts';
import { sizeWords } from '../../size-words.ts';
import { countWords, quoted } from '../words.ts';
import { saveAddress } from './read-tab.ts';
import type { Subject } from './subject.ts';
import { placeOf } from './tabs.ts';

const PAGE = 500;

/** Lists the files of the release by folder. */
export function filesTab(subject: Subject, from: number): Markup {
  const files = subject.files.toSorted((one, other) => compare(folderOf(one.path), folderOf(other.path)));
  const shown = files.slice(from, from + PAGE);
  const left = files.length - from - shown.length;
  let folder = '';
  const rows = shown.map(({ path, size }) => {
    const here = folderOf(path);
    const heading = here !== folder && markup`<tr><th colspan="3" scope="rowgroup">${quoted(here)}</th></tr>`;
    folder = here;
    return markup`${heading}<tr><td><a href="${placeOf(subject, { file: path })}">${quoted(path.slice(here.length))}</a></td>
<td class="number meta">${sizeWords(size)}</td><td class="number"><a href="${saveAddress(subject, path)}">Save</a></td></tr>`;
  });
  return markup`<table class="rows"><thead><tr><th scope="col">File</th><th scope="col" class="number">Size</th><td></td></tr></thead><tbody>${rows}</tbody></table>
${left > 0 && markup`<p class="gap"><a href="${placeOf(subject, { tab: 'files', from: String(from + PAGE) })}">${countWords(left, 'more file')}</a></p>`}`;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Files beside each other stay in the order of their names. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
