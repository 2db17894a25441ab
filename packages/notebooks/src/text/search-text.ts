// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type Code, cellCode, languageOf } from '../code/cell-code.ts';
import { packagesOf } from '../code/imports.ts';
import type { WorkFile } from '../files/work-file.ts';
import type { Cell, Notebook } from '../notebook/notebook.ts';
import { readHtml } from './html.ts';
import { readMarkdown } from './markdown.ts';
import { outputText } from './output-text.ts';
import { type Passage, type Piece, cutPassages } from './passages.ts';

/** Changes whenever the same bytes would give other passages: with a file's digest it names what is cached. */
export const SEARCH_TEXT_VERSION = 1;

const LANGUAGE_OF_SUFFIX: Readonly<Record<string, string>> = { py: 'python', r: 'r', jl: 'julia' };
/** Text in code that is no words: data addresses, and runs that no one types. */
const OPAQUE = /data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=]*|[A-Za-z0-9+/=_-]{120,}/g;

/**
 * Extracts the words by which a file is found.
 *
 * @returns passages in the order of the file; none if it bears no text, or is no `.ipynb`, `.md`, `.txt`, `.py`, `.R`
 *   or `.jl`
 */
export function extractPassages(file: WorkFile): Passage[] {
  const { content } = file;
  if (content.kind === 'notebook') {
    return content.reading.kind === 'notebook' ? notebookPassages(content.reading.notebook) : [];
  }
  return content.kind === 'text' ? textPassages(file.path, content.text) : [];
}

/** Names the language of a file of code by its suffix; null for other files. */
export function languageOfPath(path: string): string | null {
  const suffix = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(LANGUAGE_OF_SUFFIX, suffix) ? (LANGUAGE_OF_SUFFIX[suffix] ?? null) : null;
}

/** Lists the code of a notebook, cell by cell; cells in a language of their own included. */
export function notebookCode(notebook: Notebook): Code[] {
  const language = languageOf(notebook) ?? 'python';
  return notebook.cells.flatMap(cell => cellCode(cell, language) ?? []);
}

function notebookPassages(notebook: Notebook): Passage[] {
  const packages = [...packagesOf(notebookCode(notebook)).keys()];
  return cutPassages(notebook.cells.map(cellPiece), packages);
}

function cellPiece(cell: Cell): Piece {
  if (cell.cell_type === 'code') {
    return { headings: [], prose: '', code: cell.source.replace(OPAQUE, ' ').trim(), outputs: outputText(cell) };
  }
  return cell.cell_type === 'markdown' ? markdownPiece(cell.source) : prosePiece(rawText(cell));
}

function rawText(cell: Cell): string {
  const format = cell.metadata?.raw_mimetype ?? cell.metadata?.format;
  return format === 'text/html' ? readHtml(cell.source).text : cell.source;
}

function markdownPiece(markdown: string): Piece {
  const blocks = readMarkdown(markdown);
  const headings = blocks.filter(block => block.kind === 'heading').map(block => block.text);
  return { ...prosePiece(blocks.map(block => block.text).join('\n')), headings };
}

function prosePiece(text: string): Piece {
  return { headings: [], prose: text.replace(OPAQUE, ' ').trim(), code: '', outputs: '' };
}

function textPassages(path: string, text: string): Passage[] {
  const language = languageOfPath(path);
  if (language !== null) {
    const packages = [...packagesOf([{ language, code: text }]).keys()];
    return cutPassages([{ headings: [], prose: '', code: text.replace(OPAQUE, ' ').trim(), outputs: '' }], packages);
  }
  if (/\.md$/i.test(path)) {
    return cutPassages([markdownPiece(text)], []);
  }
  return /\.txt$/i.test(path) ? cutPassages([prosePiece(text)], []) : [];
}
