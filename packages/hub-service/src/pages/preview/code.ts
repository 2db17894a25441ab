// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import julia from 'highlight.js/lib/languages/julia';
import python from 'highlight.js/lib/languages/python';
import r from 'highlight.js/lib/languages/r';
import { escapeHtml } from '../markup.ts';

hljs.registerLanguage('bash', bash);
hljs.registerLanguage('julia', julia);
hljs.registerLanguage('python', python);
hljs.registerLanguage('r', r);

/** Longer code is shown without colours. */
const MOST_CHARACTERS = 100_000;
const MOST_SHOWN = 400_000;
/** More than fits on a phone. */
const WIDE = /[^\n]{41}/;

/**
 * Writes code as markup, coloured where its language is known.
 *
 * @param language - as a notebook or a fence names it; null: not known
 */
export function writeCode(code: string, language: string | null): string {
  const shown = code.length > MOST_SHOWN ? `${code.slice(0, MOST_SHOWN)}\n…` : code;
  const known = language === null ? undefined : hljs.getLanguage(language.toLowerCase());
  const markup =
    known && shown.length <= MOST_CHARACTERS
      ? hljs.highlight(shown, { language: (language ?? '').toLowerCase(), ignoreIllegals: true }).value
      : escapeHtml(shown);
  return `<pre class="source"${reachable(shown)}><code>${markup}</code></pre>`;
}

/** Lets the keyboard reach lines that may be wider than the page. */
export function reachable(text: string): string {
  return WIDE.test(text) ? ' tabindex="0"' : '';
}

/** Names the language of a file of code; null for others. */
export function codeLanguage(path: string): string | null {
  const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return ENDINGS.get(ending) ?? null;
}

const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['py', 'python'],
  ['r', 'r'],
  ['jl', 'julia'],
  ['sh', 'bash']
]);
