// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import createPurifier from 'dompurify';

/** Lab's variables that outputs use, such as tables of pandas and trees of xarray. */
const VARIABLES = [
  'border-color0',
  'border-color1',
  'border-color2',
  'border-color3',
  'brand-color1',
  'code-font-family',
  'code-font-size',
  'content-font-color0',
  'content-font-color1',
  'content-font-color2',
  'content-font-color3',
  'content-font-family',
  'content-font-size1',
  'content-link-color',
  'error-color1',
  'info-color1',
  'layout-color0',
  'layout-color1',
  'layout-color2',
  'layout-color3',
  'rendermime-table-row-background',
  'rendermime-table-row-hover-background',
  'success-color1',
  'ui-font-color0',
  'ui-font-color1',
  'ui-font-color2',
  'ui-font-size1',
  'warn-color1'
];

const STYLE = `
html { height: auto; }
body { margin: 0; overflow-wrap: anywhere; background: transparent; color: var(--jp-content-font-color1);
  font: var(--jp-content-font-size1, 14px)/1.5 var(--jp-content-font-family, sans-serif); }
table { border-collapse: collapse; border-spacing: 0; border: none; font-size: 12px; }
td, th { padding: 0.5em; border: none; line-height: normal; text-align: right; vertical-align: middle; }
thead { border-bottom: 1px solid var(--jp-border-color1); vertical-align: bottom; }
tbody tr:nth-child(odd) { background: var(--jp-layout-color1); }
tbody tr:nth-child(even) { background: var(--jp-rendermime-table-row-background); }
pre, code { font-family: var(--jp-code-font-family, monospace); font-size: 13px; }
img, svg { max-width: 100%; }
a { color: var(--jp-content-link-color); }
`;

/** Tells the height of the content, whenever it changes. */
const REPORTER = `
const tell = () => parent.postMessage({ atriumHeight: document.documentElement.offsetHeight }, '*');
addEventListener('load', () => { new ResizeObserver(tell).observe(document.documentElement); tell(); });
`;

/** Attributes that could lead a reader, or the browser, to another address. */
const REFERENCES = [
  'href',
  'xlink:href',
  'src',
  'srcset',
  'ping',
  'action',
  'formaction',
  'poster',
  'background',
  'data'
];

/**
 * Makes the document of a frame that shows the HTML of an output.
 *
 * Three walls: markup is sanitised, the frame's own policy lets nothing in but inline styles and embedded images and
 * nothing run but the reporter, and the frame itself (`sandbox="allow-scripts"`) has no origin.
 *
 * @param nonce - random, new for each frame
 * @returns null if nothing that could be seen is left
 */
export function frameDocument(html: string, nonce: string): string | null {
  const body = safeHtml(html);
  if (body === null) {
    return null;
  }
  const policy = `default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'`;
  return (
    `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<style>${themeStyle()}${STYLE}</style><script nonce="${nonce}">${REPORTER}</script></head><body>${body}</body></html>`
  );
}

/** Sanitises HTML for a frame; null if nothing that could be seen is left. */
export function safeHtml(html: string): string | null {
  const purifier = createPurifier(window);
  purifier.addHook('uponSanitizeAttribute', (node, event) => {
    if (REFERENCES.includes(event.attrName) && !isEmbedded(node.localName, event.attrValue)) {
      event.keepAttr = false;
      if (node.localName === 'a' || node.localName === 'img') {
        node.setAttribute('title', event.attrValue);
      }
    }
  });
  const body = purifier.sanitize(html, {
    USE_PROFILES: { html: true, svg: true, svgFilters: true },
    // Icons of xarray; what it refers to is judged above.
    ADD_TAGS: ['use'],
    FORBID_TAGS: ['area', 'audio', 'base', 'button', 'form', 'link', 'map', 'meta', 'source', 'track', 'video'],
    FORBID_ATTR: ['autofocus', 'target'],
    FORCE_BODY: true,
    RETURN_DOM: true
  }) as HTMLElement;
  const isVisible = body.querySelector('img, svg, input, hr, progress, meter') !== null || visibleText(body) !== '';
  return isVisible ? body.innerHTML : null;
}

function visibleText(body: HTMLElement): string {
  const copy = body.cloneNode(true) as HTMLElement;
  copy.querySelectorAll('style').forEach(style => style.remove());
  return (copy.textContent ?? '').trim();
}

/** A reference that stays inside the document. */
function isEmbedded(element: string, reference: string): boolean {
  return reference.startsWith('#') || (['img', 'image'].includes(element) && /^data:image\//i.test(reference));
}

/** The values of Lab's variables: a frame inherits none. */
function themeStyle(): string {
  const computed = getComputedStyle(document.body);
  const values = VARIABLES.map(name => `--jp-${name}:${computed.getPropertyValue(`--jp-${name}`).trim()}`);
  const scheme = document.body.dataset.jpThemeLight === 'false' ? 'dark' : 'light';
  return `:root{color-scheme:${scheme};${values.join(';')}}`;
}
