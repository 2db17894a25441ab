// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { isBase64 } from '@jupyter-atrium/api';
import sanitizeHtml from 'sanitize-html';

/** Deeper markup is written as text: browsers and readers get nothing from it. */
const NESTING = 60;

const TEXT = ['p', 'br', 'hr', 'div', 'span', 'blockquote', 'pre', 'code', 'kbd', 'samp', 'var', 'small', 'mark'];
const EMPHASIS = ['strong', 'b', 'em', 'i', 'u', 's', 'del', 'ins', 'sub', 'sup', 'abbr', 'cite', 'q'];
const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const LISTS = ['ul', 'ol', 'li', 'dl', 'dt', 'dd'];
const TABLES = ['table', 'caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'];
const CELL = ['colspan', 'rowspan', 'align', 'scope'];

/** What KaTeX writes as MathML; nothing of it loads or links to anything. */
const MATH = [
  ...['math', 'semantics', 'annotation', 'mrow', 'mi', 'mn', 'mo', 'ms', 'mtext', 'mspace', 'mstyle', 'merror'],
  ...['mpadded', 'mphantom', 'menclose', 'mfrac', 'msqrt', 'mroot', 'msub', 'msup', 'msubsup', 'munder', 'mover'],
  ...['munderover', 'mtable', 'mtr', 'mtd', 'mlabeledtr']
];
const MATH_ATTRIBUTES = [
  ...['xmlns', 'display', 'encoding', 'mathvariant', 'mathsize', 'mathcolor', 'mathbackground', 'scriptlevel'],
  ...['displaystyle', 'stretchy', 'fence', 'separator', 'symmetric', 'largeop', 'movablelimits', 'accent', 'form'],
  ...['accentunder', 'lspace', 'rspace', 'minsize', 'maxsize', 'width', 'height', 'depth', 'voffset', 'notation'],
  ...['linethickness', 'columnalign', 'columnspacing', 'columnlines', 'rowspacing', 'rowlines', 'rowalign', 'side']
];

/**
 * Cleans what was made from Markdown: the last step before it is shown.
 *
 * @param files - how addresses of files in the work begin, which only our own renderer writes
 */
export function cleanMarkdown(markup: string, files: { links: string; pictures: string }): string {
  return sanitizeHtml(markup, {
    allowedTags: [...TEXT, ...EMPHASIS, ...HEADINGS, ...LISTS, ...TABLES, ...MATH, 'a', 'img'],
    allowedAttributes: {
      a: ['href', 'rel', 'title'],
      img: ['src', 'alt', 'title'],
      ol: ['start'],
      pre: ['tabindex'],
      ...Object.fromEntries([...TABLES, ...MATH].map(tag => [tag, MATH.includes(tag) ? MATH_ATTRIBUTES : CELL]))
    },
    allowedClasses: {
      span: ['math', 'hljs-*', 'remote'],
      div: ['math', 'scroll'],
      pre: ['source'],
      img: ['figure'],
      p: ['note']
    },
    allowedSchemes: ['http', 'https'],
    allowedSchemesByTag: { img: ['data', files.pictures.replace(/:.*$/s, '')] },
    allowProtocolRelative: false,
    nestingLimit: NESTING,
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !isPicture(attribs.src ?? '', files.pictures),
    transformTags: { a: (tagName, attribs) => ({ tagName, attribs: linkAttributes(attribs, files.links) }) }
  });
}

/** Cleans the HTML of an output down to text, tables and pictures that it brings itself. */
export function cleanOutput(markup: string): string {
  return sanitizeHtml(markup, {
    allowedTags: [...TEXT, ...EMPHASIS, ...HEADINGS, ...LISTS, ...TABLES, 'a', 'img'],
    allowedAttributes: {
      a: ['href', 'rel'],
      img: ['src', 'alt'],
      ol: ['start'],
      ...Object.fromEntries(TABLES.map(tag => [tag, CELL]))
    },
    allowedSchemes: ['http', 'https'],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    nestingLimit: NESTING,
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !isDataPicture(attribs.src ?? ''),
    transformTags: { a: (tagName, attribs) => ({ tagName, attribs: linkAttributes(attribs, null) }) }
  });
}

/**
 * Takes HTML in Markdown apart: its words and line breaks stay, its pictures follow them, everything else is dropped.
 *
 * @param picture - writes the picture of an address
 */
export function wordsOf(markup: string, picture: (address: string, alt: string) => string): string {
  const pictures: string[] = [];
  const words = sanitizeHtml(markup, {
    allowedTags: ['br'],
    allowedAttributes: {},
    nestingLimit: NESTING,
    onOpenTag: (name, { src = '', alt = '' }) => {
      if (name === 'img') {
        pictures.push(picture(src, alt));
      }
    }
  });
  return words + pictures.join('');
}

/** Tells whether an address is a picture written out in it. */
export function isDataPicture(address: string): boolean {
  const [head] = /^data:image\/(?:png|jpeg|gif|webp|svg\+xml);base64,/.exec(address) ?? [];
  return head !== undefined && isBase64(address.slice(head.length));
}

function isPicture(address: string, ours: string): boolean {
  return address.startsWith(ours) || isDataPicture(address);
}

function linkAttributes(attributes: Record<string, string>, ours: string | null): Record<string, string> {
  const { href = '', title } = attributes;
  if (ours !== null && href.startsWith(ours)) {
    return { href };
  }
  const url = URL.parse(href);
  return url && (url.protocol === 'https:' || url.protocol === 'http:')
    ? { href: url.href, rel: 'noopener noreferrer', ...(title ? { title } : {}) }
    : {};
}
