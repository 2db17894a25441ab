// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Markup that may be sent as it is. Only `markup` and `trusted` make it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a template takes: markup stays, all else is text; nothing is written for null, undefined and false. */
export type Insert = Markup | string | number | null | undefined | false | readonly Insert[];

/**
 * Writes markup; whatever is inserted is escaped unless it is markup itself.
 *
 * NOTE: attributes stand in double quotes, and addresses that somebody wrote go through `webAddress` first.
 */
export function markup(parts: TemplateStringsArray, ...inserts: readonly Insert[]): Markup {
  let text = parts[0] ?? '';
  inserts.forEach((insert, index) => {
    text += write(insert) + (parts[index + 1] ?? '');
  });
  return new Markup(text);
}

/** Takes text for markup: the output of a library that escapes, or our own. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

/** Writes text so that HTML reads it as text, inside double quotes too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, sign => ENTITIES[sign] ?? sign);
}

/**
 * Takes an address that somebody wrote, if it leads to the web.
 *
 * @returns the address as browsers write it; null for any other scheme, and for what is no address
 */
export function webAddress(text: string): string | null {
  const url = URL.parse(text.trim());
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
};

function write(insert: Insert): string {
  if (insert === null || insert === undefined || insert === false) {
    return '';
  }
  if (insert instanceof Markup) {
    return insert.text;
  }
  return typeof insert === 'object' ? insert.map(write).join('') : escapeHtml(String(insert));
}
