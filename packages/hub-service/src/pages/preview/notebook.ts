// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Cell, Notebook } from '@jupyter-atrium/notebooks';
import { isJsonObject, languageOf } from '@jupyter-atrium/notebooks';
import { escapeHtml } from '../markup.ts';
import type { Budget } from './budget.ts';
import { writeCode } from './code.ts';
import type { MarkdownPlace } from './markdown.ts';
import { writeMarkdown } from './markdown.ts';
import { writeOutput } from './outputs.ts';
import { type Attachments, note } from './pictures.ts';

/** Characters of one Markdown cell; longer ones are shown as they were written. */
const MARKDOWN_CHARACTERS = 1_000_000;

/** Where a notebook stands. */
export type NotebookPlace = Omit<MarkdownPlace, 'attachments'> & { budget: Budget; title: string | null };

/** Writes a notebook as markup: outputs as they were saved, nothing that runs. */
export function writeNotebook(notebook: Notebook, place: NotebookPlace): string {
  const language = languageOf(notebook);
  const written: string[] = [];
  let title = place.title;
  for (const [index, cell] of notebook.cells.entries()) {
    if (place.budget.isSpent) {
      written.push(note(`Cells ${index + 1} to ${notebook.cells.length} are left out here. Open a copy to see them.`));
      break;
    }
    const markup = orSource(cell, () => writeCell(cell, language, place, title));
    // Only the very first heading can be the page's title again.
    title = cell.cell_type === 'markdown' || title === null ? null : title;
    place.budget.takeMarkup(markup);
    written.push(markup);
  }
  return written.join('\n');
}

function writeCell(cell: Cell, language: string | null, place: NotebookPlace, title: string | null): string {
  const inCell: MarkdownPlace = { ...place, attachments: attachmentsOf(cell) };
  if (cell.cell_type === 'markdown' && cell.source.length <= MARKDOWN_CHARACTERS) {
    return `<div class="cell prose">${writeMarkdown(cell.source, inCell, title)}</div>`;
  }
  if (cell.cell_type !== 'code') {
    return `<div class="cell">${plainSource(cell)}</div>`;
  }
  const outputs = (cell.outputs ?? []).map(output => `<div class="output">${writeOutput(output, inCell)}</div>`);
  const source = cell.source.trim() === '' ? '' : writeCode(cell.source, language);
  return [
    '<div class="cell">',
    isHidden(cell, 'source_hidden') ? fold('Code', source) : source,
    isHidden(cell, 'outputs_hidden') && outputs.length > 0 ? fold('Output', outputs.join('')) : outputs.join(''),
    '</div>'
  ].join('');
}

/** A cell that no renderer can take is shown as it was written. */
function orSource(cell: Cell, write: () => string): string {
  try {
    return write();
  } catch (error) {
    if (error instanceof RangeError) {
      return `<div class="cell">${plainSource(cell)}</div>`;
    }
    throw error;
  }
}

function plainSource(cell: Cell): string {
  return `<pre class="text">${escapeHtml(cell.source.slice(0, MARKDOWN_CHARACTERS))}</pre>`;
}

function fold(what: string, markup: string): string {
  return markup === '' ? '' : `<details><summary>${what}, folded by its author</summary>${markup}</details>`;
}

function isHidden({ metadata }: Cell, what: 'source_hidden' | 'outputs_hidden'): boolean {
  const jupyter = metadata?.jupyter;
  return isJsonObject(jupyter) && jupyter[what] === true;
}

function attachmentsOf({ attachments }: Cell): Attachments {
  const found = new Map<string, { type: string; data: string }>();
  for (const [name, bundle] of Object.entries(attachments ?? {})) {
    for (const [type, data] of Object.entries(isJsonObject(bundle) ? bundle : {})) {
      if (typeof data === 'string') {
        found.set(name, { type, data });
      }
    }
  }
  return found;
}
