// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { markup, trusted, webAddress } from './markup';

describe('markup', () => {
  it('writes text as text, in content and in quotes', () => {
    expect(markup`<p title="${`"'&`}">${'<b>&</b>'}</p>`.text).toBe(
      '<p title="&quot;&#39;&amp;">&lt;b&gt;&amp;&lt;/b&gt;</p>'
    );
  });

  it('keeps markup, and writes lists one after the other', () => {
    expect(markup`<ul>${['a', '<'].map(text => markup`<li>${text}</li>`)}</ul>`.text).toBe(
      '<ul><li>a</li><li>&lt;</li></ul>'
    );
    expect(markup`${trusted('<br>')}`.text).toBe('<br>');
  });

  it('writes nothing for what is absent, but zero is a number', () => {
    expect(markup`${null}${undefined}${false}${0}`.text).toBe('0');
  });
});

describe('webAddress', () => {
  it.each([
    ['https://hub.example/a b', 'https://hub.example/a%20b'],
    [' http://hub.example', 'http://hub.example/'],
    ['javascript:alert(1)', null],
    ['JavaScript\t:alert(1)', null],
    ['data:text/html,x', null],
    ['//hub.example', null],
    ['works/1', null],
    ['', null]
  ])('reads %s', (text, address) => {
    expect(webAddress(text)).toBe(address);
  });
});
