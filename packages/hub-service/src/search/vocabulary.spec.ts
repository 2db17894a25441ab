// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fc from 'fast-check';
import { Vocabulary, editsBetween } from './vocabulary';

function aVocabulary(...names: string[]): Vocabulary {
  const vocabulary = new Vocabulary();
  vocabulary.add(names);
  return vocabulary;
}

describe('Vocabulary', () => {
  it.each([
    ['a letter replaced', 'altimitry'],
    ['a letter missing', 'altimery'],
    ['a letter too many', 'altimmetry'],
    ['two neighbours swapped', 'altimerty'],
    ['another case and accent', 'ÁLTIMITRY']
  ])('finds a word with %s', (_, typed) => {
    expect(aVocabulary('Satellite altimetry').nearest(typed)).toBe('altimetry');
  });

  it('finds nothing three letters away', () => {
    expect(aVocabulary('altimetry').nearest('oltumatry')).toBeNull();
  });

  it('lets short words differ in one letter only', () => {
    expect(aVocabulary('numpy').nearest('numpi')).toBe('numpy');
    expect(aVocabulary('numpy').nearest('namgy')).toBeNull();
    expect(aVocabulary('sea').nearest('sew')).toBeNull();
  });

  it('prefers the nearer word, of equals the more frequent', () => {
    const vocabulary = aVocabulary('melting', 'belting', 'belting', 'smelting');
    expect(vocabulary.nearest('felting')).toBe('belting');
    expect(vocabulary.nearest('smeltinx')).toBe('smelting');
  });

  it('does not offer the word itself', () => {
    expect(aVocabulary('melting').nearest('melting')).toBeNull();
  });

  it('forgets a word when the last name with it is gone', () => {
    const vocabulary = aVocabulary('melting', 'melting');
    vocabulary.remove(['melting']);
    expect(vocabulary.nearest('meltin')).toBe('melting');
    vocabulary.remove(['melting']);
    expect(vocabulary.nearest('meltin')).toBeNull();
  });
});

describe('editsBetween', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });

  it('counts the same both ways, and zero for equal words only', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        const edits = editsBetween(one, other, 2);
        expect(Math.min(3, edits)).toBe(Math.min(3, editsBetween(other, one, 2)));
        expect(edits === 0).toBe(one === other);
      })
    );
  });

  it('counts one for any single change', () => {
    fc.assert(
      fc.property(word, fc.nat(5), (one, place) => {
        const at = Math.min(place, one.length);
        expect(editsBetween(one, `${one.slice(0, at)}x${one.slice(at)}`, 2)).toBe(1);
      })
    );
  });
});
