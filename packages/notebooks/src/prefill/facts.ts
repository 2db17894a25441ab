// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Author, Figure } from '@jupyter-atrium/api';
import { type FileNeeds, fileNeeds } from '../code/needs.ts';
import type { WorkFile } from '../files/work-file.ts';
import { type JsonValue, isJsonList, isJsonObject } from '../json/json.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { type Block, readMarkdown } from '../text/markdown.ts';
import { type OutputCounts, countOutputs, figuresOf } from './figures.ts';
import { type Prose, proseOf } from './prose-language.ts';

/** What one file tells about its work; small, so that it can be kept while the file is not. */
export type FileFacts = {
  readonly path: string;
  readonly needs: FileNeeds;
  /** Title of the notebook's metadata; null without one. */
  readonly title: string | null;
  readonly headings: readonly string[];
  /** The first ones, as plain text. */
  readonly paragraphs: readonly string[];
  /** Of these paragraphs. */
  readonly prose: Prose;
  readonly authors: readonly Author[];
  readonly figures: readonly Figure[];
  readonly outputs: OutputCounts;
};

/** Changes whenever the same file would tell other facts: with a file's digest it names what is cached. */
export const FACTS_VERSION = 1;

const PARAGRAPHS = 12;
const HEADINGS = 100;
const NO_OUTPUTS: OutputCounts = { figures: 0, tables: 0, others: 0 };

/** Reads what one file tells about its work. */
export function fileFacts(file: WorkFile): FileFacts {
  const { path, content } = file;
  const notebook = content.kind === 'notebook' && content.reading.kind === 'notebook' ? content.reading.notebook : null;
  const blocks = notebook ? notebookBlocks(notebook) : textBlocks(file);
  const paragraphs = textsOf(blocks, 'paragraph').slice(0, PARAGRAPHS);
  return {
    path,
    needs: fileNeeds(file),
    title: notebook ? textOrNull(notebook.metadata?.title) : null,
    headings: textsOf(blocks, 'heading').slice(0, HEADINGS),
    paragraphs,
    prose: proseOf(paragraphs.join('\n')),
    authors: notebook ? authorsOf(notebook) : [],
    figures: notebook ? figuresOf(path, notebook) : [],
    outputs: notebook ? countOutputs(notebook) : NO_OUTPUTS
  };
}

function notebookBlocks(notebook: Notebook): Block[] {
  return notebook.cells.flatMap(cell => (cell.cell_type === 'markdown' ? readMarkdown(cell.source) : []));
}

function textBlocks({ path, content }: WorkFile): Block[] {
  return content.kind === 'text' && /\.(?:md|txt)$/i.test(path) ? readMarkdown(content.text) : [];
}

function textsOf(blocks: readonly Block[], kind: Block['kind']): string[] {
  return blocks.filter(block => block.kind === kind).map(block => block.text);
}

function authorsOf(notebook: Notebook): Author[] {
  const { authors, author } = notebook.metadata ?? {};
  const listed = isJsonList(authors) ? authors : author === undefined ? [] : [author];
  return listed.flatMap(each => authorOf(each) ?? []);
}

function authorOf(value: JsonValue): Author | null {
  const name = textOrNull(isJsonObject(value) ? value.name : value)?.slice(0, 200);
  if (!name) {
    return null;
  }
  const orcid = isJsonObject(value)
    ? /\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/.exec(textOrNull(value.orcid) ?? '')?.[0]
    : undefined;
  return orcid === undefined ? { name } : { name, orcid };
}

function textOrNull(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
