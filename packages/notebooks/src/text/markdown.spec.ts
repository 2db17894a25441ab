// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { inlineText, markdownText, readMarkdown } from './markdown.ts';

/** Blocks as `kind text`, headings with their level. */
function blocks(markdown: string): string[] {
  return readMarkdown(markdown).map(({ kind, level, text }) => `${kind}${level || ''} ${text}`);
}

describe('readMarkdown', () => {
  it('knows headings of all kinds', () => {
    expect(blocks('# One\n## Two ##\nThree\n=====\nFour\n---\n<h1 align="center">Five</h1>\n#tag')).toEqual([
      'heading1 One',
      'heading2 Two',
      'heading1 Three',
      'heading2 Four',
      'heading1 Five',
      'paragraph #tag'
    ]);
  });

  it('joins the lines of a paragraph and parts paragraphs at blank lines', () => {
    expect(blocks('one\ntwo\n\nthree')).toEqual(['paragraph one two', 'paragraph three']);
  });

  it('tells lists, quotes, tables, code and formulas from paragraphs', () => {
    expect(
      blocks('- a\n- b\n\n> said\n\n|a|b|\n|-|-|\n|1|2|\n\n```python\n# no heading\n```\n\n$$\nx^2\n$$\n\n$$y$$')
    ).toEqual(['item a', 'item b', 'paragraph said', 'table a b 1 2', 'code # no heading', 'math x^2', 'math $$y$$']);
  });

  it('leaves rules, link targets and front matter out', () => {
    expect(blocks('---\ntitle: x\n---\ntext\n\n***\n\n[a]: https://hub.example')).toEqual(['paragraph text']);
  });
});

describe('inlineText', () => {
  it.each([
    ['a **bold** and _soft_ `code`', 'a bold and soft code'],
    ['see [the docs](https://hub.example "title") now', 'see the docs now'],
    ['![ice loss](figures/ice.png) shown', 'ice loss shown'],
    ['[![badge](b.svg)](https://hub.example)', 'badge'],
    ['[text][ref] and note[^1]', 'text and note'],
    ['<https://hub.example>', 'https://hub.example'],
    ['a <b>tag</b> &amp; more', 'a tag & more'],
    ['snake_case_name stays', 'snake_case_name stays'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['escaped \\*star\\*', 'escaped *star*']
  ])('reads %j as %j', (markdown, text) => {
    expect(inlineText(markdown)).toBe(text);
  });
});

describe('markdownText', () => {
  it.each(['[](', '![a', '*', '_', '`', '<a ', '<!--', '|', '$$\n', '# ', '&#', '[^'])('copes with many %j', piece => {
    expect(typeof markdownText(piece.repeat(100_000))).toBe('string');
  });
});
