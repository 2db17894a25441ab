// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { MimeBundle } from './notebook';
import { joined } from './notebook';

/** How an output is shown: one form of those it has. */
export type ShownForm =
  | { readonly kind: 'html' | 'svg' | 'latex' | 'markdown' | 'text'; readonly text: string }
  | { readonly kind: 'bitmap'; readonly type: string; readonly text: string }
  /** Something that only lives in a running notebook; with its words, if it has any. */
  | { readonly kind: 'live'; readonly text: string }
  | { readonly kind: 'other'; readonly type: string };

const WIDGET = 'application/vnd.jupyter.widget-view+json';
const BITMAPS = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** Chooses the form of an output that says most without running anything. */
export function shownForm(data: MimeBundle): ShownForm {
  const text = (type: string): string => joined(data[type]);
  const bitmap = BITMAPS.find(type => text(type) !== '');
  const picture: ShownForm | null = bitmap ? { kind: 'bitmap', type: bitmap, text: text(bitmap) } : null;
  if (WIDGET in data) {
    return picture ?? { kind: 'live', text: text('text/plain') };
  }
  const html = text('text/html');
  const svg = text('image/svg+xml');
  const isDrawnByScript = /<script\b/i.test(html);
  if (html !== '' && !(isDrawnByScript && (picture || svg !== ''))) {
    return { kind: 'html', text: html };
  }
  return (svg === '' ? picture : ({ kind: 'svg', text: svg } as const)) ?? plainForm(data, text);
}

function plainForm(data: MimeBundle, text: (type: string) => string): ShownForm {
  const forms = [
    ['latex', text('text/latex')],
    ['markdown', text('text/markdown')],
    ['text', text('text/plain')]
  ] as const;
  for (const [kind, value] of forms) {
    if (value !== '') {
      return { kind, text: value };
    }
  }
  if ('application/json' in data) {
    return { kind: 'text', text: JSON.stringify(data['application/json'], null, 2) };
  }
  if ('application/javascript' in data) {
    return { kind: 'live', text: '' };
  }
  return { kind: 'other', type: Object.keys(data)[0] ?? '' };
}
