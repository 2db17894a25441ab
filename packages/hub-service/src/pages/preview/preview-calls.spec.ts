// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { PAYLOADS, dangersIn } from '../../../test/hostile-markup';
import { type PreviewReply, previewCalls } from './preview-calls';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const PATHS = ['week1/lab.ipynb', 'week1/figures/map.png', 'week1/data.csv', 'readme.md', 'logo.svg'];

type Fields = { path?: string; title?: string | null };

function previewBytes(bytes: Uint8Array, { path = 'week1/lab.ipynb', title = null }: Fields = {}): PreviewReply {
  const pictures = PATHS.filter(each => /\.(png|svg)$/.test(each));
  const request = { bytes, files: { path, pictures, paths: PATHS }, title, links: '?file=', nonce: 'abc123' };
  return previewCalls.preview(request).value;
}

function previewText(text: string, path: string): string {
  return previewBytes(new TextEncoder().encode(text), { path }).markup;
}

type CellFields = Record<string, unknown>;

function preview(cells: readonly CellFields[], fields: Fields = {}): PreviewReply {
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } },
    cells: cells.map((cell, index) => ({ id: `c${index}`, metadata: {}, ...cell }))
  };
  return previewBytes(new TextEncoder().encode(JSON.stringify(notebook)), fields);
}

const markdown = (source: string, more: CellFields = {}): CellFields => ({ cell_type: 'markdown', source, ...more });
const code = (source: string, outputs: unknown[] = [], more: CellFields = {}): CellFields => ({
  cell_type: 'code',
  source,
  outputs,
  execution_count: 1,
  ...more
});
const shown = (data: Record<string, unknown>): CellFields =>
  code('', [{ output_type: 'display_data', data, metadata: {} }]);
const stream = (text: string, name = 'stdout'): CellFields => code('', [{ output_type: 'stream', name, text }]);

describe('what strangers wrote', () => {
  const sinks: Record<string, (payload: string) => string> = {
    'Markdown cell': payload => preview([markdown(payload)]).markup,
    'Markdown heading': payload => preview([markdown(`# ${payload}`)]).markup,
    'Markdown list and quote': payload => preview([markdown(`* > ${payload}`)]).markup,
    'link text': payload => preview([markdown(`[${payload}](https://hub.example)`)]).markup,
    'link address': payload => preview([markdown(`[x](${payload})`)]).markup,
    'picture text': payload => preview([markdown(`![${payload}](figures/map.png)`)]).markup,
    'picture address': payload => preview([markdown(`![x](<${payload}>)`)]).markup,
    'attachment name': payload =>
      preview([markdown('![x](attachment:a)', { attachments: { [payload]: { 'image/png': PNG } } })]).markup,
    'attachment data': payload =>
      preview([markdown('![x](attachment:a)', { attachments: { a: { 'image/png': payload } } })]).markup,
    'attachment type': payload =>
      preview([markdown('![x](attachment:a)', { attachments: { a: { [payload]: PNG } } })]).markup,
    fence: payload => preview([markdown(`~~~${payload}\n${payload}\n~~~`)]).markup,
    formula: payload => preview([markdown(`$${payload}$ and $$${payload}$$`)]).markup,
    'raw cell': payload => preview([{ cell_type: 'raw', source: payload }]).markup,
    'unknown cell': payload => preview([{ cell_type: payload, source: payload }]).markup,
    code: payload => preview([code(payload)]).markup,
    stdout: payload => preview([stream(payload)]).markup,
    stderr: payload => preview([stream(payload, 'stderr')]).markup,
    'stream name': payload => preview([stream('x', payload)]).markup,
    error: payload =>
      preview([code('', [{ output_type: 'error', ename: payload, evalue: payload, traceback: [] }])]).markup,
    traceback: payload =>
      preview([code('', [{ output_type: 'error', ename: 'E', evalue: '', traceback: [payload, payload] }])]).markup,
    'text/plain': payload => preview([shown({ 'text/plain': payload })]).markup,
    'text/html': payload => preview([shown({ 'text/html': payload })]).markup,
    'text/html with a table': payload =>
      preview([shown({ 'text/html': `<table><tr><td>${payload}</td></tr></table>` })]).markup,
    'text/markdown': payload => preview([shown({ 'text/markdown': payload })]).markup,
    'text/latex': payload => preview([shown({ 'text/latex': payload })]).markup,
    'image/svg+xml': payload => preview([shown({ 'image/svg+xml': payload })]).markup,
    'image/png': payload => preview([shown({ 'image/png': payload, 'text/plain': payload })]).markup,
    'application/javascript': payload =>
      preview([shown({ 'application/javascript': payload, 'text/plain': payload })]).markup,
    widget: payload =>
      preview([shown({ 'application/vnd.jupyter.widget-view+json': { model_id: payload }, 'text/plain': payload })])
        .markup,
    'unknown type': payload => preview([shown({ [payload]: payload })]).markup,
    'language of the kernel': payload => {
      const notebook = {
        nbformat: 4,
        nbformat_minor: 4,
        metadata: { language_info: { name: payload } },
        cells: [{ ...code('x'), metadata: {} }]
      };
      return previewText(JSON.stringify(notebook), 'week1/lab.ipynb');
    },
    'Markdown file': payload => previewText(payload, 'readme.md'),
    'text file': payload => previewText(payload, 'week1/data.csv'),
    'code file': payload => previewText(payload, 'week1/run.py')
  };

  it('is dangerous unless something is done about it', () => {
    const missed = PAYLOADS.filter(payload => payload.startsWith('<') && dangersIn(`<div>${payload}`).length === 0);
    expect(missed).toEqual(['<a href="?file=../../secret">x</a>', '<%= window.hit=1 %>']);
  });

  it('is tried in more than a hundred ways', () => {
    expect(new Set(PAYLOADS).size).toBeGreaterThanOrEqual(100);
  });

  it.each(Object.keys(sinks))('cannot do anything as %s', sink => {
    const found = PAYLOADS.map(payload => [payload, dangersIn(sinks[sink]?.(payload) ?? '')] as const);
    expect(found.filter(([, dangers]) => dangers.length > 0)).toEqual([]);
  });
});

describe('a notebook', () => {
  it('shows prose, code and results in order', () => {
    const { markup } = preview([
      markdown('We fit a **line**.'),
      code('trend = fit(x)', [
        { output_type: 'execute_result', data: { 'text/plain': '−16.2' }, metadata: {}, execution_count: 1 }
      ])
    ]);
    expect(markup).toMatch(/We fit a <strong>line<\/strong>[\s\S]*trend = fit\(x\)[\s\S]*−16\.2/);
  });

  it('colours code in the language of its kernel', () => {
    expect(preview([code('import numpy')]).markup).toContain('<span class="hljs-keyword">import</span> numpy');
  });

  it('leaves out a first heading that is the title of the page', () => {
    const cells = [markdown('# Glacier *melt*\n\nHow much?'), markdown('# Glacier melt')];
    const { markup } = preview(cells, { title: 'Glacier melt' });
    expect(markup.match(/Glacier/g)).toHaveLength(1);
    expect(markup).toContain('How much?');
  });

  it('puts its headings below the title of the page', () => {
    expect(preview([markdown('# One\n\n###### Six')]).markup).toMatch(/<h2>One<\/h2>[\s\S]*<h6>Six<\/h6>/);
  });

  it('keeps what its author folded away folded', () => {
    const { markup } = preview([code('secret = 1', [], { metadata: { jupyter: { source_hidden: true } } })]);
    expect(markup).toMatch(/<details><summary>Code, folded by its author<\/summary><pre class="source">/);
  });

  it('says which cells do not fit on the page', () => {
    const cell = stream('x'.repeat(3900).concat('\n').repeat(120));
    const { markup } = preview(Array.from({ length: 60 }, () => cell));
    expect(markup).toMatch(/Cells \d+ to 60 are left out here\. Open a copy to see them\./);
    expect(markup.length).toBeLessThan(6 * 1024 * 1024);
  });

  it('says why it cannot be read', () => {
    expect(previewText('{"cells": [', 'week1/lab.ipynb')).toContain('This notebook is not valid JSON');
  });

  it('survives Markdown that is nested without end', () => {
    expect(preview([markdown('>'.repeat(20_000)), markdown('after')]).markup).toContain('after');
  });
});

describe('Markdown', () => {
  const write = (source: string): string => preview([markdown(source)]).markup;

  it('shows the words of raw HTML, and nothing else of it', () => {
    expect(write('<div class="alert"><b>Note</b> well</div>')).toContain('<p>Note well</p>');
    expect(write('a<br>b <sub>2</sub>')).toContain('a<br />b 2');
  });

  it('shows pictures of the work, named from where the notebook lies', () => {
    const { markup, wanted } = preview([markdown('![The map](figures/map.png) <img src="../logo.svg" alt="Logo">')]);
    expect(wanted).toEqual(['week1/figures/map.png', 'logo.svg']);
    expect(markup).toContain('src="atrium-abc123:0" alt="The map"');
    expect(markup).toContain('src="atrium-abc123:1" alt="Logo"');
  });

  it('shows no file that the work does not have, and nothing above it', () => {
    expect(
      preview([markdown('![Alt](missing.png) ![](../../../etc/passwd.png) ![](/week1/figures/map.png)')])
    ).toMatchObject({
      wanted: [],
      markup: expect.stringContaining('Alt') as string
    });
  });

  it('shows the address of a remote picture instead of loading it', () => {
    expect(write('![Logo](https://canary.example/logo.png)')).toContain(
      'Logo: <a href="https://canary.example/logo.png" rel="noopener noreferrer">https://canary.example/logo.png</a>'
    );
  });

  it('shows attachments of the cell', () => {
    const { markup } = preview([
      markdown('![x](attachment:a%20b.png)', { attachments: { 'a b.png': { 'image/png': PNG } } })
    ]);
    expect(markup).toContain(`src="data:image/png;base64,${PNG}"`);
  });

  it('links to other files of the work, and to the web', () => {
    expect(write('[data](data.csv) [top](#top) [w](https://hub.example)')).toMatch(
      /<a href="\?file=week1%2Fdata\.csv">data<\/a> top <a href="https:\/\/hub\.example\/" rel="noopener noreferrer">w<\/a>/
    );
  });

  it('sets formulas as MathML', () => {
    expect(write('Let $a_1*b_1$ and\n\n$$\\frac{a}{b}$$')).toMatch(
      /<span class="math"><span><math [\s\S]*<div class="math"><span><math [\s\S]*<mfrac>/
    );
    expect(write('\\begin{align}a &= b\\end{align}')).toContain('<mtable');
  });

  it('lets a formula use what an earlier one defined', () => {
    expect(preview([markdown('$\\newcommand{\\vv}{\\vec v}$'), markdown('$\\vv$')]).markup).toContain('<mover');
  });

  it('leaves money alone', () => {
    expect(write('It costs $5 or $10.')).toContain('It costs $5 or $10.');
  });

  it('shows a formula that is none as it was written', () => {
    expect(write('$\\frac{$')).toContain('<code>\\frac{</code>');
  });

  it('marks tasks without a control', () => {
    expect(write('- [x] done\n- [ ] open')).toMatch(/☑ done[\s\S]*☐ open/);
  });
});

describe('an output', () => {
  it('folds what goes beyond 24 lines', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`).join('\n');
    expect(preview([stream(lines)]).markup).toMatch(
      /line 24<\/pre><details><summary>6 more lines<\/summary><pre[^>]*>line 25/
    );
  });

  it('stops after 2,000 lines and says so', () => {
    expect(preview([stream('x\n'.repeat(5000))]).markup).toContain('This output goes on.');
  });

  it('shows the colours of a terminal, also across lines', () => {
    expect(preview([stream('\u001b[1;31mred\nstill\u001b[0m plain')]).markup).toContain(
      '<span class="ansi-red-fg ansi-bold">red</span>\n<span class="ansi-red-fg ansi-bold">still</span> plain'
    );
  });

  it('shows a bar that overwrote itself as it was at the end', () => {
    expect(preview([stream('10 %\r100 %')]).markup).toContain('>100 %<');
  });

  it('shows the table of a data frame, not its text', () => {
    const html = '<style>td{color:red}</style><table border="1" class="dataframe"><tr><td>16.2</td></tr></table>';
    const { markup } = preview([shown({ 'text/html': html, 'text/plain': 'x\n0 16.2' })]);
    expect(markup).toContain('<table><tr><td>16.2</td></tr></table>');
    expect(markup).not.toContain('color:red');
  });

  it('shows the text of what needs a style to be read', () => {
    const { markup } = preview([
      shown({ 'text/html': '<div style="display:none">x</div>', 'text/plain': 'Frozen(a)' })
    ]);
    expect(markup).toContain('Frozen(a)');
  });

  it('shows pictures, and SVG only as a picture', () => {
    expect(preview([shown({ 'image/png': `${PNG.slice(0, 20)}\n${PNG.slice(20)}\n` })]).markup).toContain(
      `<img class="figure" src="data:image/png;base64,${PNG}" alt="">`
    );
    expect(preview([shown({ 'image/svg+xml': '<svg/>' })]).markup).toContain(
      `src="data:image/svg+xml;base64,${Buffer.from('<svg/>').toString('base64')}"`
    );
  });

  it('says that a picture is too large', () => {
    expect(preview([shown({ 'image/png': 'A'.repeat(5_000_000) })]).markup).toContain(
      'A picture of 3.8 MB is left out here.'
    );
  });

  it.each([
    [
      'a widget',
      { 'application/vnd.jupyter.widget-view+json': {}, 'text/plain': 'IntSlider()' },
      'A widget: it needs a kernel.'
    ],
    ['a script', { 'application/javascript': 'alert(1)', 'text/plain': '<x>' }, 'An interactive output'],
    ['a plot that is a script', { 'text/html': '<div></div><script>1</script>' }, 'An interactive output'],
    ['a chart', { 'application/vnd.vegalite.v5+json': {}, 'text/plain': '<VegaLite>' }, 'An interactive output']
  ])('says what it does not show of %s', (_, data, sentence) => {
    expect(preview([shown(data)]).markup).toContain(sentence);
  });

  it('names a type it does not know', () => {
    expect(preview([shown({ 'application/x-thing': 'x' })]).markup).toContain(
      'An output of the type application/x-thing'
    );
  });
});
