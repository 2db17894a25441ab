// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import fc from 'fast-check';
import { hostileText } from '../../test/hostile-text';
import { isBrowse, parseQuery } from './query';

const phrases = (typed: string, isTyping = false): string[][] =>
  parseQuery(typed, isTyping).all.map(term =>
    term.anyOf.map(({ tokens, isPrefix }) => tokens.join(' ') + (isPrefix ? '*' : ''))
  );

describe('parseQuery', () => {
  it.each([
    ['wants every word', 'glacier  melt', [['glacier'], ['melt']]],
    ['wants the words of a phrase to follow each other', '"sea ice" melt', [['sea ice'], ['melt']]],
    ['takes curly quotes as quotes', '“sea ice”', [['sea ice']]],
    ['takes a quote without its end', '"sea ice', [['sea ice']]],
    ['takes a compound as one word', 'read_csv DataFrame', [['readcsv'], ['dataframe']]],
    ['takes a compound in a phrase by its parts', '"pd.read_csv"', [['pd read csv']]],
    ['wants words joined by signs one by one', 'scikit-learn', [['scikit'], ['learn']]],
    ['wants pairs of signs to follow each other', '機械学習', [['機械 械学 学習']]],
    ['finds a single sign inside words', '水', [['水*']]],
    ['leaves out words that say nothing', 'the melt of', [['melt']]],
    ['reads an unknown operator as words', 'foo:bar http://hub', [['foo'], ['bar'], ['http'], ['hub']]]
  ])('%s', (_, typed, expected) => {
    expect(phrases(typed)).toEqual(expected);
  });

  it('takes the last word as a beginning too while it is typed', () => {
    expect(phrases('sea studies', true)).toEqual([['sea'], ['study', 'studies*']]);
    expect(phrases('sea the', true)).toEqual([['sea'], ['the*']]);
  });

  it('takes no word as a beginning after a space, nor a single letter', () => {
    expect(phrases('studies ', true)).toEqual([['study']]);
    expect(phrases('sea s', true)).toEqual([['sea'], ['s']]);
  });

  it('keeps apart what must not occur', () => {
    const { all, none } = parseQuery('sea -ice -"pack ice" -scikit-learn');
    expect(all).toHaveLength(1);
    expect(none.map(term => term.anyOf[0]?.tokens)).toEqual([['ice'], ['pack', 'ice'], ['scikit', 'learn']]);
  });

  it('reads demands on the card, quoted or not, negated or not', () => {
    expect(parseQuery('package:numpy -tag:"sea ice" AUTHOR:rivera').demands).toEqual([
      { operator: 'package', value: 'numpy', isNegated: false },
      { operator: 'tag', value: 'sea ice', isNegated: true },
      { operator: 'author', value: 'rivera', isNegated: false }
    ]);
  });

  it('leaves out a demand that has no value yet', () => {
    expect(parseQuery('sea tag:').demands).toEqual([]);
  });

  it('reads the fields to look into', () => {
    expect([...parseQuery('melt in:code in:Prose').fields]).toEqual(['code', 'prose']);
  });

  it('says where each word was typed', () => {
    const typed = 'sea, Altimitry ';
    const places = parseQuery(typed).all.map(term => term.typed);
    expect(places).toEqual([
      { text: 'sea', at: 0 },
      { text: 'Altimitry', at: 5 }
    ]);
  });

  it('takes a query without words as browsing', () => {
    expect(isBrowse(parseQuery(' the '))).toBe(true);
    expect(isBrowse(parseQuery('-ice'))).toBe(false);
  });

  it('reads anything, within the limits', () => {
    fc.assert(
      fc.property(hostileText(120), fc.boolean(), (typed, isTyping) => {
        const { all, none, demands } = parseQuery(typed, isTyping);
        expect(all.length + none.length + demands.length).toBeLessThanOrEqual(LIMITS.queryTerms);
        for (const term of [...all, ...none]) {
          expect(term.anyOf.length).toBeGreaterThan(0);
          expect(term.anyOf.every(({ tokens }) => tokens.length > 0)).toBe(true);
        }
      })
    );
  });
});
