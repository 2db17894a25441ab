// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

/** What a preview borrows from JupyterLab and from the work. */
export interface IPreviewHost {
  /** Colours code into an element; plain text if the language is unknown. */
  highlight(code: string, language: string, element: HTMLElement): Promise<void>;

  /** The language of a file by its name; empty if it is unknown. */
  languageOf(path: string): string;

  /** Makes HTML of Markdown; the answer is not safe. Null: there is no parser. */
  readonly parseMarkdown: ((source: string) => Promise<string>) | null;

  /** Typesets the formulas of an element. Null: there is no typesetter. */
  readonly typeset: ((element: HTMLElement) => Promise<void> | void) | null;

  /** Whether the work holds a file. */
  hasFile(path: string): boolean;

  /** Reads a file of the work. */
  readFile(path: string): Promise<Uint8Array>;

  /** Shows another file of the work. */
  openFile(path: string): void;

  /** The name of Lab's theme; frames are drawn again when it changes. */
  readonly theme: string;

  readonly trans: TranslationBundle;
}

const Host = React.createContext<IPreviewHost | null>(null);

/** Hands the host to everything below. */
export const PreviewHost = Host.Provider;

/** The host of the preview. */
export function useHost(): IPreviewHost {
  const host = React.useContext(Host);
  if (!host) {
    throw new Error('A preview stands inside PreviewHost.');
  }
  return host;
}
