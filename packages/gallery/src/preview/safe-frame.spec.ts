// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { frameDocument, safeHtml } from './safe-frame';

/** The frame's document as a browser would read it. */
function parsed(html: string): Document {
  return new DOMParser().parseFromString(frameDocument(html, 'n0nce') ?? '', 'text/html');
}

describe('frameDocument', () => {
  it('begins with a policy that lets nothing in and nothing run but the reporter', () => {
    const policy = parsed('<p>x</p>').querySelector('meta[http-equiv="Content-Security-Policy"]');

    expect(policy?.getAttribute('content')).toBe(
      "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src 'nonce-n0nce'"
    );
  });

  it('holds no script but the reporter', () => {
    const scripts = parsed('<p>x</p><script nonce="n0nce">alert(1)</script>').querySelectorAll('script');

    expect(Array.from(scripts, script => script.textContent?.includes('atriumHeight'))).toEqual([true]);
  });

  it('does not let the author’s markup close what stands around it', () => {
    const frame = parsed('<p>y</p></style></body></html><script>alert(1)</script><plaintext><p>x');

    expect(frame.querySelectorAll('script')).toHaveLength(1);
    expect(frame.querySelector('plaintext')).toBeNull();
  });

  it('is none where only a script would have drawn something', () => {
    expect(frameDocument('<div id="plot"></div><style>a{}</style><script>draw()</script>', 'n0nce')).toBeNull();
  });
});

describe('safeHtml', () => {
  it('keeps tables and the styles they bring', () => {
    const html = safeHtml('<style>td{color:teal}</style><table><tbody><tr><td>1</td></tr></tbody></table>');

    expect(html).toContain('<style>td{color:teal}</style>');
    expect(html).toContain('<td>1</td>');
  });

  it('keeps what folds by inputs and labels, as trees of xarray do', () => {
    expect(safeHtml('<input id="a" type="checkbox"><label for="a">x</label>')).toContain(
      '<input id="a" type="checkbox">'
    );
  });

  it.each([
    '<a href="https://evil.example">x</a>',
    '<a href="javascript:alert(1)">x</a>',
    '<svg><a xlink:href="https://evil.example"><text>x</text></a></svg>',
    '<svg><image href="https://evil.example"/></svg><p>x</p>',
    '<img src="https://evil.example" srcset="https://evil.example 2x">',
    '<form action="https://evil.example"><p>x</p></form>',
    '<p>x</p><meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<p>x</p><iframe src="https://evil.example"></iframe><object data="https://evil.example"></object>',
    '<p>x</p><video src="https://evil.example" poster="https://evil.example"></video>',
    '<table background="https://evil.example"><tbody><tr><td>x</td></tr></tbody></table>'
  ])('leaves no way to another address in %s', html => {
    const element = document.createElement('div');
    element.innerHTML = safeHtml(html) ?? '';

    const references = Array.from(element.querySelectorAll('*')).flatMap(each =>
      Array.from(each.attributes).filter(attribute => attribute.name !== 'title' && attribute.value.includes('evil'))
    );
    expect(references).toEqual([]);
    expect(element.querySelector('form, meta, iframe, object, video')).toBeNull();
    expect(Array.from(element.querySelectorAll('a')).some(link => link.hasAttribute('href'))).toBe(false);
  });

  it('keeps references inside the document, such as the icons of xarray', () => {
    expect(safeHtml('<svg><use xlink:href="#icon"></use></svg>')).toContain('xlink:href="#icon"');
  });
});
