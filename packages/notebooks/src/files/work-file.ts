// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type Reading, decode, readNotebook } from '../notebook/read.ts';

/** What is inside a file. */
export type FileContent =
  | { readonly kind: 'notebook'; readonly reading: Reading }
  | { readonly kind: 'text'; readonly text: string }
  /** Neither, or too large to be looked into. */
  | { readonly kind: 'other' };

/** A file of a work, read once for checks, needs, search and prefill. */
export type WorkFile = {
  /** Relative, segments separated by `/`. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly content: FileContent;
};

/** Files above this size are looked into only if they are notebooks. */
const TEXT_BYTES = 20_000_000;
/** Where a byte of zero is looked for: texts have none. */
const SNIFFED_BYTES = 8192;

/** Whether a path names a notebook. */
export function isNotebookPath(path: string): boolean {
  return /\.ipynb$/i.test(path);
}

/**
 * Reads one file of a work.
 *
 * @param path - relative
 * @param bytes - all of it
 */
export function readFile(path: string, bytes: Uint8Array): WorkFile {
  return { path, size: bytes.length, content: contentOf(path, bytes) };
}

function contentOf(path: string, bytes: Uint8Array): FileContent {
  if (isNotebookPath(path)) {
    return { kind: 'notebook', reading: readNotebook(bytes) };
  }
  if (bytes.length > TEXT_BYTES || bytes.subarray(0, SNIFFED_BYTES).includes(0)) {
    return { kind: 'other' };
  }
  const text = decode(bytes);
  return text === null ? { kind: 'other' } : { kind: 'text', text };
}
