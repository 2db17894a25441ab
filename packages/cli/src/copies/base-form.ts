// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import { LIMITS } from '@jupyter-atrium/api';
import { canonicalForm, isNotebookPath, pictureMark, readNotebook, writeBase } from '@jupyter-atrium/notebooks';
import { cutPictures } from './cut-pictures.ts';

/** Code and prose, whose lines can be merged; data and configuration never are. */
const MERGEABLE = /\.(?:py|r|jl|m|sql|sh|c|h|cpp|js|ts|css|md|rst|txt|tex|bib)$/i;
const TEXT_BYTES = 10 * 1024 * 1024;

/** Whether a copy keeps what a file was published as, so that updates can merge into it. */
export function hasBaseForm(path: string, size: number): boolean {
  return isNotebookPath(path) || (MERGEABLE.test(path) && size <= TEXT_BYTES);
}

/**
 * Answers what a copy keeps of a released file: text whole, notebooks in canonical form with digests for outputs.
 *
 * @returns null for a file that is no notebook or text after all
 */
export function baseForm(path: string, bytes: Uint8Array): string | Uint8Array | null {
  if (!isNotebookPath(path)) {
    return isUtf8(bytes) && !bytes.includes(0) ? bytes : null;
  }
  if (bytes.length > LIMITS.notebookBytes) {
    return null;
  }
  const form = formOf(cutPictures(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
  // Outside of outputs and attachments nothing is known by a mark: metadata may hold such a key, too.
  return form?.includes(pictureMark('')) ? formOf(bytes) : form;
}

function formOf(bytes: Uint8Array): string | null {
  const reading = readNotebook(bytes);
  return reading.kind === 'notebook' ? writeBase(canonicalForm(reading.notebook, text => hash('sha256', text))) : null;
}
