// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import createPurifier from 'dompurify';
import { bitmapAddress, BITMAPS, imageType, svgAddress } from './images';
import type { MimeBundle } from './notebook';
import { joined } from './notebook';
import { resolvePath } from './resolve-path';

/** What Markdown itself makes, and a few harmless relatives: raw HTML can write nothing else. */
const TAGS =
  'a abbr b blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure ' +
  'h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td ' +
  'tfoot th thead tr u ul var';
const ATTRIBUTES =
  'align alt checked class colspan dir disabled height href lang open rowspan scope src start title type width';

/** Classes that colour code, and the boxes many notebooks use; all others could borrow Lab's own looks. */
const KEPT_CLASS = /^(?:ͼ[\w-]+|cm-[\w-]+|language-[\w+-]+|alert(?:-info|-success|-warning|-danger)?)$/u;

/** Where a piece of Markdown stands. */
export type MarkdownPlace = {
  /** The path of its file in the work. */
  path: string;
  attachments: Readonly<Record<string, MimeBundle>>;
  hasFile: (path: string) => boolean;
};

/** Names an image of the work that is still to be read. */
export const IMAGE_PATH = 'data-atrium-image';
/** Names the file of the work a link leads to. */
export const LINK_PATH = 'data-atrium-file';
/** Names the heading a link leads to. */
export const LINK_HEADING = 'data-atrium-heading';

/**
 * Makes HTML that came of Markdown safe, once, as nodes: it is never written as text again.
 *
 * Links lead to `http(s)` or into the work; images come from the work, a remote one becomes its address.
 */
export function safeMarkdown(html: string, place: MarkdownPlace): DocumentFragment {
  const fragment = createPurifier(window).sanitize(html, {
    ALLOWED_TAGS: TAGS.split(' '),
    ALLOWED_ATTR: ATTRIBUTES.split(' '),
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    // References are judged below, by what they mean in a work.
    ALLOW_UNKNOWN_PROTOCOLS: true,
    RETURN_DOM_FRAGMENT: true
  });
  fragment.querySelectorAll('[class]').forEach(keepHarmlessClasses);
  fragment.querySelectorAll('input').forEach(keepTaskBox);
  fragment.querySelectorAll('img').forEach(image => settleImage(image, place));
  fragment.querySelectorAll('a').forEach(link => settleLink(link, place));
  return fragment;
}

function keepHarmlessClasses(element: Element): void {
  const classes = Array.from(element.classList).filter(name => KEPT_CLASS.test(name));
  if (classes.length > 0) {
    element.className = classes.join(' ');
  } else {
    element.removeAttribute('class');
  }
}

/** Only the boxes of task lists, which nobody can tick. */
function keepTaskBox(input: HTMLInputElement): void {
  if (input.type === 'checkbox') {
    input.disabled = true;
  } else {
    input.remove();
  }
}

function settleImage(image: HTMLImageElement, place: MarkdownPlace): void {
  const source = image.getAttribute('src') ?? '';
  image.removeAttribute('src');
  const address = embedded(source, place);
  if (address !== null) {
    image.src = address;
    return;
  }
  const path = resolvePath(place.path, source);
  if (path !== null && imageType(path) !== null && place.hasFile(path)) {
    image.setAttribute(IMAGE_PATH, path);
    return;
  }
  image.replaceWith(isRemote(source) ? remoteLink(source) : (image.alt || source).slice(0, 200));
}

/** An image that the notebook itself holds. */
function embedded(source: string, place: MarkdownPlace): string | null {
  const data = /^data:(image\/(?:png|jpeg|gif|webp|svg\+xml));base64,([\s\S]+)$/i.exec(source);
  if (data) {
    return bitmapAddress((data[1] ?? '').toLowerCase(), data[2] ?? '');
  }
  const name = /^attachment:(.+)$/s.exec(source)?.[1];
  if (name === undefined) {
    return null;
  }
  const bundle = place.attachments[name] ?? place.attachments[safeDecode(name)] ?? {};
  const type = BITMAPS.find(each => each in bundle);
  const svg = joined(bundle['image/svg+xml']);
  return type ? bitmapAddress(type, joined(bundle[type])) : svg && svgAddress(svg);
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function settleLink(link: HTMLAnchorElement, place: MarkdownPlace): void {
  const reference = link.getAttribute('href') ?? '';
  link.removeAttribute('href');
  if (isRemote(reference)) {
    leadOutside(link, reference);
    return;
  }
  const path = resolvePath(place.path, reference);
  if (reference.startsWith('#') && reference.length > 1) {
    link.setAttribute(LINK_HEADING, safeDecode(reference.slice(1)));
  } else if (path !== null && place.hasFile(path)) {
    link.setAttribute(LINK_PATH, path);
  } else {
    link.replaceWith(...Array.from(link.childNodes));
    return;
  }
  link.setAttribute('role', 'link');
  link.tabIndex = 0;
}

function remoteLink(address: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.textContent = address;
  leadOutside(link, address);
  return link;
}

function leadOutside(link: HTMLAnchorElement, address: string): void {
  link.href = address;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
}

function isRemote(reference: string): boolean {
  if (!/^https?:/i.test(reference)) {
    return false;
  }
  try {
    return ['http:', 'https:'].includes(new URL(reference).protocol);
  } catch {
    return false;
  }
}
