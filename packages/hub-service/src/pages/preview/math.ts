// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import katex from 'katex';
import { escapeHtml } from '../markup.ts';

/** Characters of one formula; longer ones are shown as they were written. */
const MOST_CHARACTERS = 20_000;

/** Formulas of one document, which share the commands they define. */
export class Formulas {
  private readonly _macros: Record<string, string> = {};

  /**
   * Writes a formula as MathML, which needs no script, style or font.
   *
   * @returns the formula's source where it cannot be set
   */
  write(source: string, isDisplay: boolean): string {
    const markup = source.length > MOST_CHARACTERS ? null : this._set(source, isDisplay);
    if (markup === null) {
      return `<code>${escapeHtml(source.slice(0, MOST_CHARACTERS))}</code>`;
    }
    return isDisplay ? `<div class="math">${markup}</div>` : `<span class="math">${markup}</span>`;
  }

  private _set(source: string, isDisplay: boolean): string | null {
    try {
      return katex.renderToString(source, {
        displayMode: isDisplay,
        output: 'mathml',
        throwOnError: true,
        strict: 'ignore',
        trust: false,
        macros: this._macros,
        globalGroup: true,
        maxSize: 20,
        maxExpand: 1000
      });
    } catch {
      return null;
    }
  }
}
