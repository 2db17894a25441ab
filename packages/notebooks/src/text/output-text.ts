// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { applyOverwrites } from '../canonical/terminal.ts';
import { isStream } from '../canonical/canonical-outputs.ts';
import { isJsonObject } from '../json/json.ts';
import type { Cell, Output } from '../notebook/notebook.ts';
import { stripAnsi } from './ansi.ts';
import { readHtml } from './html.ts';
import { markdownText } from './markdown.ts';

/** Characters of a cell's outputs that are searched. */
const OUTPUT_CHARACTERS = 20 * 1024;
/** Characters of HTML and Markdown that are read for the above. */
const MARKUP_CHARACTERS = 200 * 1024;

/** Gives the words of a cell's outputs: no images, scripts, widgets or tracebacks; 20 KiB at most. */
export function outputText(cell: Cell): string {
  const texts: string[] = [];
  let length = 0;
  for (const output of cell.outputs ?? []) {
    if (length >= OUTPUT_CHARACTERS) {
      break;
    }
    const text = textOf(output).slice(0, OUTPUT_CHARACTERS - length);
    texts.push(text);
    length += text.length;
  }
  return texts.filter(text => text !== '').join('\n');
}

function textOf(output: Output): string {
  if (isStream(output)) {
    return applyOverwrites(stripAnsi(output.text.slice(0, MARKUP_CHARACTERS))).trim();
  }
  if (output.output_type === 'error') {
    return `${text(output.ename)} ${stripAnsi(text(output.evalue))}`.trim();
  }
  return isJsonObject(output.data) ? dataText(output.data) : '';
}

function dataText(data: Readonly<Record<string, unknown>>): string {
  const plain = stripAnsi(text(data['text/plain'])).trim();
  // `<Figure size 640x480>` and the like name an object that another form of the output shows.
  const isPlaceholder = /^<[^\n]*>$/.test(plain);
  const html = text(data['text/html']).slice(0, MARKUP_CHARACTERS);
  const parts = [
    isPlaceholder ? '' : plain,
    markdownText(text(data['text/markdown']).slice(0, MARKUP_CHARACTERS)),
    plain === '' || isPlaceholder ? readHtml(html).text.replace(/\s+/g, ' ').trim() : ''
  ];
  return parts.filter(part => part !== '').join('\n');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
