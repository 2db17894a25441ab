// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readNotebook } from '@jupyter-atrium/notebooks';
import type { Handed } from '../../threads/remote.ts';
import { Budget } from './budget.ts';
import { codeLanguage, writeCode } from './code.ts';
import { writeMarkdown } from './markdown.ts';
import { Formulas } from './math.ts';
import { writeNotebook } from './notebook.ts';
import { Pictures, type WorkFiles, note } from './pictures.ts';

/** A file to be shown, and all a preview has to know of its work. */
export type PreviewRequest = {
  bytes: Uint8Array;
  files: WorkFiles;
  /** Title of the page; a first heading of the same words is left out. */
  title: string | null;
  /** Begins the address of another file of the work. */
  links: string;
  /** Random; marks where pictures of the work go. */
  nonce: string;
};

/** Safe markup, and the paths of pictures whose bytes belong behind `mark` and their number. */
export type PreviewReply = { markup: string; mark: string; wanted: readonly string[] };

/** What the preview thread does: it turns what strangers wrote into markup that cannot do anything. */
export const previewCalls = {
  preview: (request: PreviewRequest): Handed<PreviewReply> => {
    const budget = new Budget();
    const pictures = new Pictures(budget, request.files, request.nonce);
    const markup = write(request, pictures, budget);
    return { value: { markup, mark: pictures.mark, wanted: pictures.wanted } };
  }
} as const;
export type PreviewCalls = typeof previewCalls;

function write({ bytes, files, title, links }: PreviewRequest, pictures: Pictures, budget: Budget): string {
  const { path, paths } = files;
  const place = { pictures, formulas: new Formulas(), from: path, paths, links };
  if (/\.ipynb$/i.test(path)) {
    const reading = readNotebook(bytes);
    return reading.kind === 'notebook'
      ? writeNotebook(reading.notebook, { ...place, budget, title })
      : note(`This notebook ${reading.words}, so it is not shown. Its file is among the others.`);
  }
  const text = new TextDecoder('utf-8').decode(bytes);
  if (/\.(?:md|markdown)$/i.test(path)) {
    return `<div class="cell prose">${writeMarkdown(text, { ...place, attachments: new Map() }, title)}</div>`;
  }
  return writeCode(text, codeLanguage(path));
}
