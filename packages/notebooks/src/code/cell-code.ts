// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type JsonValue, isJsonObject } from '../json/json.ts';
import type { Kernel } from '@jupyter-atrium/api';
import type { Cell, Notebook } from '../notebook/notebook.ts';

/** Code, and the language it is written in, lower case. */
export type Code = { readonly language: string; readonly code: string };

/** Cell magics whose cell is still code of the notebook's language. */
const TRANSPARENT = new Set(['time', 'timeit', 'capture', 'prun', 'memit', 'mprun', 'snakeviz', 'wandb', 'heat', 'px']);
const LANGUAGE_OF_MAGIC: Readonly<Record<string, string>> = {
  r: 'r',
  julia: 'julia',
  python: 'python',
  python3: 'python'
};

/** Names the programming language of a notebook, lower case; null if it does not say. */
export function languageOf(notebook: Notebook): string | null {
  const { language_info: info, kernelspec } = notebook.metadata ?? {};
  const named = textAt(info, 'name') || textAt(kernelspec, 'language') || languageOfKernel(textAt(kernelspec, 'name'));
  return named === '' ? null : named.toLowerCase();
}

/** Names the kernel a notebook was made with; null if it does not say. */
export function kernelOf(notebook: Notebook): Kernel | null {
  const { kernelspec } = notebook.metadata ?? {};
  const name = textAt(kernelspec, 'name');
  if (name === '') {
    return null;
  }
  return { name, displayName: textAt(kernelspec, 'display_name') || name, language: languageOf(notebook) ?? '' };
}

/**
 * Gives the code of a cell without IPython's magics and shell lines.
 *
 * @param language - of the notebook
 * @returns null for cells that hold no code, or that of a program of their own, such as `%%bash`
 */
export function cellCode(cell: Cell, language: string): Code | null {
  if (cell.cell_type !== 'code') {
    return null;
  }
  const magic = /^\s*%%(\w+)/.exec(cell.source)?.[1]?.toLowerCase();
  const other = magic === undefined || TRANSPARENT.has(magic) ? language : LANGUAGE_OF_MAGIC[magic];
  if (other === undefined) {
    return null;
  }
  return { language: other, code: other === 'python' ? withoutMagics(cell.source) : withoutFirstMagic(cell.source) };
}

function withoutMagics(source: string): string {
  return source.replace(/^[ \t]*[%!?][^\n]*$/gm, '');
}

function withoutFirstMagic(source: string): string {
  return source.replace(/^\s*%%[^\n]*/, '');
}

function languageOfKernel(name: string): string {
  const known: readonly [RegExp, string][] = [
    [/^python/, 'python'],
    [/^ir\b|^r\b/, 'r'],
    [/^julia/, 'julia']
  ];
  return known.find(([pattern]) => pattern.test(name))?.[1] ?? '';
}

function textAt(value: JsonValue | undefined, key: string): string {
  const text = isJsonObject(value) ? value[key] : undefined;
  return typeof text === 'string' ? text : '';
}
