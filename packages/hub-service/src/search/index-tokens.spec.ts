// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fc from 'fast-check';
import { hostileText } from '../../test/hostile-text';
import { analyse } from './analyser';
import type { TokenSink } from './index-tokens';
import { addTokens } from './index-tokens';

function tokensOf(text: string): TokenSink {
  const sink: TokenSink = { tokens: [], tail: [] };
  addTokens(text, sink);
  return sink;
}

function analysed(text: string): TokenSink {
  const words = analyse(text);
  return { tokens: words.flatMap(word => word.tokens), tail: words.flatMap(word => word.tail) };
}

describe('addTokens', () => {
  it('gives the tokens and joined forms of a text', () => {
    expect(tokensOf('The glaciers\nread_csv 12345 2024')).toEqual({
      tokens: ['glacier', 'read', 'csv', '2024'],
      tail: ['readcsv']
    });
  });

  it('gives what the analyser says, whatever the text', () => {
    fc.assert(fc.property(hostileText(60), text => expect(tokensOf(text)).toEqual(analysed(text))));
  });

  it('gives what the analyser says of any ASCII text', () => {
    const ascii = fc.string({ unit: 'binary-ascii', maxLength: 80 });
    fc.assert(fc.property(ascii, text => expect(tokensOf(text)).toEqual(analysed(text))));
  });
});
