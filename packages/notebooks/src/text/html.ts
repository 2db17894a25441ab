// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What can be read in HTML. */
export type HtmlParts = {
  /** Text a reader sees, entities decoded, without scripts and styles; a space between elements. */
  readonly text: string;
  /** Values of all attributes, entities decoded. */
  readonly attributes: readonly string[];
};

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  times: '×',
  deg: '°'
};
const ENTITY = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]{2,8}));/g;
const TAG_NAME = /<(\/?[a-zA-Z][a-zA-Z0-9:-]*)/y;
const BETWEEN = /[\s/="']*/y;
const ATTRIBUTE = /([^\s=>/"']+)\s*(?:=\s*(?:"([^"]*)"?|'([^']*)'?|([^\s>"']+)))?/y;
const INVISIBLE = new Set(['script', 'style', 'template', 'noscript']);

/**
 * Reads HTML for its words, in time linear in its length. The result is text, never to be shown as HTML.
 *
 * @param html - any text; broken HTML is read as far as it goes
 */
export function readHtml(html: string): HtmlParts {
  const text: string[] = [];
  const attributes: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    text.push(html.slice(at, open < 0 ? html.length : open));
    if (open < 0) {
      break;
    }
    at = skipMarkup(html, open, attributes);
    text.push(at === open ? '<' : ' ');
    at = Math.max(at, open + 1);
  }
  return { text: decodeEntities(text.join('')), attributes: attributes.map(decodeEntities) };
}

/** Replaces character references; unknown ones stay. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) {
    return text;
  }
  return text.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) {
      return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole;
    }
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Where the markup that opens at a place ends; the place itself if it is a mere `<`. */
function skipMarkup(html: string, open: number, attributes: string[]): number {
  if (html.startsWith('<!--', open)) {
    return endOf(html, '-->', open + 4);
  }
  if (html[open + 1] === '!' || html[open + 1] === '?') {
    return endOf(html, '>', open);
  }
  TAG_NAME.lastIndex = open;
  const name = TAG_NAME.exec(html)?.[1]?.toLowerCase();
  if (name === undefined) {
    return open;
  }
  const end = readAttributes(html, open + 1 + name.length, attributes);
  return INVISIBLE.has(name) ? skipInvisible(html, name, end) : end;
}

function readAttributes(html: string, from: number, attributes: string[]): number {
  let at = Math.min(from, html.length);
  for (;;) {
    BETWEEN.lastIndex = at;
    BETWEEN.test(html);
    ATTRIBUTE.lastIndex = BETWEEN.lastIndex;
    const match = ATTRIBUTE.exec(html);
    if (!match) {
      return BETWEEN.lastIndex + 1;
    }
    const value = match[2] ?? match[3] ?? match[4];
    if (value !== undefined) {
      attributes.push(value);
    }
    at = ATTRIBUTE.lastIndex;
  }
}

function skipInvisible(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}`, 'gi');
  closing.lastIndex = from;
  return closing.test(html) ? endOf(html, '>', closing.lastIndex) : html.length;
}

function endOf(html: string, mark: string, from: number): number {
  const end = html.indexOf(mark, from);
  return end < 0 ? html.length : end + mark.length;
}
