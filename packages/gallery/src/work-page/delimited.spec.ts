// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readDelimited } from './delimited';

describe('readDelimited', () => {
  it('reads fields, quoted ones with delimiters, quotes and line breaks inside', () => {
    expect(readDelimited('a,"b, c",""""\r\n"x\ny",,z', ',', 10)).toEqual([
      ['a', 'b, c', '"'],
      ['x\ny', '', 'z']
    ]);
  });

  it('reads no more rows than asked for', () => {
    expect(readDelimited('1\n2\n3\n', ',', 2)).toEqual([['1'], ['2']]);
  });

  it('takes quotes in the middle of a field as they are', () => {
    expect(readDelimited('5" pipe\t"x"y\n', '\t', 2)).toEqual([['5" pipe', '"x"y']]);
  });

  it('reads nothing from nothing', () => {
    expect(readDelimited('', ',', 2)).toEqual([]);
  });
});
