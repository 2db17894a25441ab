// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fc from 'fast-check';
import { KeywordFinder } from './keyword-finder.ts';
import { SECRET_KINDS } from './secret-kinds.ts';

const finder = new KeywordFinder(SECRET_KINDS.map(kind => [kind, kind.keywords]));
const words = SECRET_KINDS.flatMap(kind => kind.keywords);

describe('KeywordFinder', () => {
  it('finds the same kinds as a search for each keyword', () => {
    const part = fc.oneof(
      fc.constantFrom(...words),
      fc.constantFrom(...words).map(word => word.slice(0, -1)),
      fc.string()
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), parts => {
        const text = parts.join('');
        const expected = SECRET_KINDS.filter(kind => kind.keywords.some(word => text.includes(word)));
        expect(finder.in(text)).toEqual(expected);
      }),
      { numRuns: 2000 }
    );
  });

  it.each(words)('finds %s at the beginning and at the end', word => {
    expect(finder.in(word).some(kind => kind.keywords.includes(word))).toBe(true);
    expect(finder.in(`é 日本 ${word}`).some(kind => kind.keywords.includes(word))).toBe(true);
  });

  it('tells keywords apart that begin alike', () => {
    expect(
      new KeywordFinder([
        ['a', ['tokens']],
        ['b', ['tokenise']]
      ]).in('to tokenise')
    ).toEqual(['b']);
  });

  it('takes no keyword that is too short to be sought', () => {
    expect(() => new KeywordFinder([['a', ['xy']]])).toThrow(RangeError);
  });
});
