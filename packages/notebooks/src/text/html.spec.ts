// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readHtml } from './html.ts';

const textOf = (html: string): string => readHtml(html).text.replace(/\s+/g, ' ').trim();

describe('readHtml', () => {
  it.each([
    ['<p>one</p><p>two</p>', 'one two'],
    ['a &lt; b &amp; &#233; &#x1F9CA; &unknown;', 'a < b & é 🧊 &unknown;'],
    ['<script>alert("x")</script>seen<style>p{}</style>', 'seen'],
    ['<!-- hidden --> shown', 'shown'],
    ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
    ['<p title="a>b">c', 'c'],
    ['<script>never closed', ''],
    ['<!-- never closed', '']
  ])('reads %j as %j', (html, text) => {
    expect(textOf(html)).toBe(text);
  });

  it('gives the values of attributes, decoded', () => {
    expect(readHtml('<a href="/x?a=1&amp;b=2" title=\'t\' data-x=plain hidden>').attributes).toEqual([
      '/x?a=1&b=2',
      't',
      'plain'
    ]);
  });

  it.each(['<a ', '<a b', '<a b=', '<a b="', '<', '<script', '</', '<!', '&', '&#1', '="'])(
    'copes with many %j',
    piece => {
      expect(typeof readHtml(piece.repeat(200_000)).text).toBe('string');
    }
  );
});
