// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { IMAGE_PATH, LINK_HEADING, LINK_PATH, safeMarkdown } from './safe-markdown';

const FILES = ['week1/figures/a.png', 'week1/lab2.ipynb', 'data.csv'];
const PIXEL = 'iVBORw0KGgo=';

function show(html: string, attachments = {}): HTMLElement {
  const place = { path: 'week1/lab.ipynb', attachments, hasFile: (path: string) => FILES.includes(path) };
  const element = document.createElement('div');
  element.append(safeMarkdown(html, place));
  return element;
}

describe('safeMarkdown', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror="alert(1)">',
    '<svg onload="alert(1)"><script>alert(1)</script></svg>',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
    '<iframe src="https://evil.example"></iframe>',
    '<object data="https://evil.example"></object><embed src="https://evil.example">',
    '<form action="https://evil.example"><button formaction="https://evil.example">x</button></form>',
    '<style>body{background:url(https://evil.example)}</style>',
    '<link rel="stylesheet" href="https://evil.example"><base href="https://evil.example"><meta http-equiv="refresh">',
    '<video src="https://evil.example" poster="https://evil.example"></video><audio src="https://evil.example">',
    '<a href="javascript:alert(1)">x</a><a href="data:text/html,<script>alert(1)</script>">y</a>',
    '<a href=" java\nscript:alert(1)">x</a><a href="vbscript:x">y</a><a href="file:///etc/passwd">z</a>',
    '<input type="image" src="https://evil.example"><input type="text" autofocus onfocus="alert(1)">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<template><img src=x onerror=alert(1)></template>'
  ])('leaves nothing that could run, fetch or lead astray of %s', html => {
    const shown = show(html);

    const elements = Array.from(shown.querySelectorAll('*'));
    const names = elements.flatMap(element => Array.from(element.attributes, attribute => attribute.name));
    expect(
      elements.map(element => element.localName).filter(name => !/^(a|p|td|tr|table|tbody|img)$/.test(name))
    ).toEqual([]);
    expect(names.filter(name => /^on|^style$|^href$|^src|action|poster|^data$/.test(name))).toEqual([]);
  });

  it('removes whatever could reach into Lab', () => {
    const html =
      '<div id="main" name="x" class="jp-Dialog lm-Widget alert" style="position:fixed" data-commandlinker-command="c" ' +
      'data-jp-x="y" role="button" aria-label="OK">text</div>';

    expect(show(html).innerHTML).toBe('<div class="alert">text</div>');
  });

  it('keeps the colours of code', () => {
    const html = '<pre><code class="cm-s-jupyter language-python"><span class="ͼ1 jp-x">import</span></code></pre>';

    expect(show(html).innerHTML).toContain('class="cm-s-jupyter language-python"');
    expect(show(html).innerHTML).toContain('class="ͼ1"');
  });

  it('opens links to the web elsewhere, and tells that page nothing', () => {
    const link = show('<a href="https://example.org/x" target="_top" rel="opener">x</a>').querySelector('a');

    expect(link?.outerHTML).toBe('<a href="https://example.org/x" target="_blank" rel="noopener noreferrer">x</a>');
  });

  it('turns links into the work into names, for the page to follow', () => {
    const shown = show('<a href="lab2.ipynb">a</a><a href="../data.csv">b</a><a href="#the-trend">c</a>');

    expect(
      Array.from(shown.querySelectorAll('a'), link => [link.getAttribute(LINK_PATH), link.getAttribute(LINK_HEADING)])
    ).toEqual([
      ['week1/lab2.ipynb', null],
      ['data.csv', null],
      [null, 'the-trend']
    ]);
  });

  it('keeps only the words of a link to a file that is not there', () => {
    expect(show('see <a href="missing.ipynb">this <b>one</b></a>').innerHTML).toBe('see this <b>one</b>');
  });

  it('names images of the work, and fetches none', () => {
    const image = show('<img src="figures/a.png" alt="A">').querySelector('img');

    expect([image?.getAttribute(IMAGE_PATH), image?.getAttribute('src')]).toEqual(['week1/figures/a.png', null]);
  });

  it('writes the address of a remote image in its place', () => {
    const shown = show('<img src="https://evil.example/pixel.png" srcset="https://evil.example/2.png 2x" alt="A">');

    expect(shown.querySelector('img')).toBeNull();
    expect(shown.querySelector('a')?.textContent).toBe('https://evil.example/pixel.png');
  });

  it('shows an image that the notebook holds', () => {
    const attachments = { 'a b.png': { 'image/png': PIXEL } };

    const shown = show(`<img src="attachment:a%20b.png"><img src="data:image/png;base64,${PIXEL}">`, attachments);

    expect(Array.from(shown.querySelectorAll('img'), image => image.getAttribute('src'))).toEqual([
      `data:image/png;base64,${PIXEL}`,
      `data:image/png;base64,${PIXEL}`
    ]);
  });

  it('keeps the boxes of task lists, which nobody can tick', () => {
    const box = show('<input type="checkbox" checked>').querySelector('input');

    expect([box?.type, box?.checked, box?.disabled]).toEqual(['checkbox', true, true]);
  });
});
