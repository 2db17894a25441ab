// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { isJsonObject } from '../json/json.ts';
import type { Cell, Output } from '../notebook/notebook.ts';
import { notebookRule, toCheck } from './rule.ts';

const WIDGET = 'application/vnd.jupyter.widget-view+json';
const SCRIPTS = ['application/javascript', 'text/javascript', 'application/ecmascript'];
const SCRIPT_TAG = /<script[\s>]/i;
const REMOTE_IMAGE =
  /<(?:img|image|source|video|audio|iframe|embed)\b[^>]{0,400}?\s(?:src|href|xlink:href|data)\s*=\s*["']?\s*(?:https?:)?\/\//i;

/** Finds outputs that run something when they are trusted, or ask other servers. */
export const activeContent = notebookRule((notebook, path) =>
  notebook.cells.flatMap((cell, index) => {
    const found = activeThings(cell);
    if (found.length === 0) {
      return [];
    }
    return toCheck({
      kind: 'active-content',
      level: 'note',
      path,
      notebook,
      cell: index,
      place: 'output',
      message: `The output of cell ${index + 1} holds ${listed(found)}.`,
      because: 'Readers see it only once they run the notebook themselves.',
      identity: found.join()
    });
  })
);

function activeThings({ outputs = [] }: Cell): string[] {
  const has = (test: (output: Output) => boolean): boolean => outputs.some(test);
  return [
    ...(has(output => SCRIPTS.some(mime => mime in dataOf(output)) || SCRIPT_TAG.test(htmlOf(output)))
      ? ['a script']
      : []),
    ...(has(output => WIDGET in dataOf(output)) ? ['a widget'] : []),
    ...(has(output => REMOTE_IMAGE.test(htmlOf(output))) ? ['something from another server'] : [])
  ];
}

function dataOf({ data }: Output): object {
  return isJsonObject(data) ? data : {};
}

function htmlOf({ data }: Output): string {
  const html = isJsonObject(data) ? (data['text/html'] ?? data['image/svg+xml']) : '';
  return typeof html === 'string' ? html : '';
}

function listed(things: readonly string[]): string {
  return things.length === 1 ? (things[0] ?? '') : `${things.slice(0, -1).join(', ')} and ${things.at(-1) ?? ''}`;
}
