// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Marked, type Token, type TokenizerAndRendererExtension, type Tokens } from 'marked';
import { escapeHtml } from '../markup.ts';
import { writeCode } from './code.ts';
import type { Formulas } from './math.ts';
import type { Attachments, Pictures } from './pictures.ts';
import { resolvePath } from './pictures.ts';
import { cleanMarkdown, wordsOf } from './sanitize.ts';

/** Where Markdown stands, and what it may name. */
export type MarkdownPlace = {
  pictures: Pictures;
  formulas: Formulas;
  attachments: Attachments;
  /** Path of the file it stands in, and all paths of the release. */
  from: string;
  paths: readonly string[];
  /** Begins the address of a file of the work, such as `?file=`. */
  links: string;
};

const DEEPEST_HEADING = 6;

/**
 * Writes Markdown as markup. Raw HTML is off: its words stay.
 *
 * @param title - of the page; a first heading of the same words is left out. Null: none
 */
export function writeMarkdown(source: string, place: MarkdownPlace, title: string | null): string {
  const marked = new Marked({ gfm: true, extensions: mathOf(place.formulas), renderer: rendererOf(place) });
  const tokens = marked.lexer(source);
  const [first] = tokens.filter(token => token.type !== 'space');
  const isTitle = first?.type === 'heading' && title !== null && sameWords((first as Tokens.Heading).text, title);
  const shown = isTitle ? tokens.slice(tokens.indexOf(first) + 1) : tokens;
  const files = { links: place.links, pictures: place.pictures.mark };
  return cleanMarkdown(marked.parser(shown), files);
}

function rendererOf(place: MarkdownPlace) {
  const { pictures, attachments } = place;
  const picture = (address: string, alt: string): string => pictures.ofAddress(address, alt, attachments);
  return {
    // The page's own title is the first level.
    heading(this: { parser: { parseInline: (tokens: Token[]) => string } }, { tokens, depth }: Tokens.Heading): string {
      const level = Math.min(depth + 1, DEEPEST_HEADING);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
    },
    link(this: { parser: { parseInline: (tokens: Token[]) => string } }, { href, tokens }: Tokens.Link): string {
      const words = this.parser.parseInline(tokens);
      const address = linkOf(href, place);
      return address === null ? words : `<a href="${escapeHtml(address)}">${words}</a>`;
    },
    image: ({ href, text }: Tokens.Image): string => picture(href, text),
    html: ({ text, block }: Tokens.HTML | Tokens.Tag): string => {
      const words = wordsOf(text, picture);
      return block && words.trim() !== '' ? `<p>${words}</p>\n` : words;
    },
    code: ({ text, lang }: Tokens.Code): string => writeCode(text, /^[A-Za-z]+/.exec(lang ?? '')?.[0] ?? null),
    checkbox: ({ checked }: Tokens.Checkbox): string => (checked ? '☑ ' : '☐ ')
  };
}

/** The web, or a file of the same work; null for everything else. */
function linkOf(href: string, { from, paths, links }: MarkdownPlace): string | null {
  const url = URL.parse(href);
  if (url) {
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  }
  const path = resolvePath(from, href);
  return path !== null && paths.includes(path) ? `${links}${encodeURIComponent(path)}` : null;
}

function sameWords(one: string, other: string): boolean {
  const plain = (text: string): string =>
    text
      .replace(/[\s#*_`]+/g, ' ')
      .trim()
      .toLowerCase();
  return plain(one) === plain(other);
}

const DISPLAY = /^(?:\$\$([^$]+?)\$\$|\\\[([\s\S]+?)\\\]|(\\begin\{([a-z]+\*?)\}[\s\S]+?\\end\{\4\}))/;
const INLINE = /^(?:\$(?!\s)((?:\\[\s\S]|[^$\\])+?)(?<!\s)\$(?!\d)|\\\(([\s\S]+?)\\\))/;

/** Formulas as Jupyter writes them; a dollar before a digit or a space is money. */
function mathOf(formulas: Formulas): TokenizerAndRendererExtension[] {
  return [
    {
      name: 'display',
      level: 'block',
      start: text => indexOf(text, /\$\$|\\\[|\\begin\{/),
      tokenizer: text => mathToken('display', DISPLAY.exec(text)),
      renderer: token => formulas.write(String(token.source), true)
    },
    {
      name: 'formula',
      level: 'inline',
      start: text => indexOf(text, /\$|\\\(|\\\[|\\begin\{/),
      tokenizer: text => mathToken('display', DISPLAY.exec(text)) ?? mathToken('formula', INLINE.exec(text)),
      renderer: token => formulas.write(String(token.source), false)
    }
  ];
}

function mathToken(type: string, match: RegExpExecArray | null): Tokens.Generic | undefined {
  return match ? { type, raw: match[0], source: match.slice(1).find(part => part !== undefined) ?? '' } : undefined;
}

function indexOf(text: string, pattern: RegExp): number | undefined {
  const at = text.search(pattern);
  return at < 0 ? undefined : at;
}
