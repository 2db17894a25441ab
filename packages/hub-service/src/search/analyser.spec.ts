// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fc from 'fast-check';
import { hostileText } from '../../test/hostile-text';
import { analyse, findTokens, findWords, fold } from './analyser';

const tokens = (text: string): string[] => analyse(text).flatMap(word => word.tokens);
const tail = (text: string): string[] => analyse(text).flatMap(word => word.tail);

describe('analyse', () => {
  it.each([
    ['reads words in order, in lower case', 'Glacier MELT, measured', ['glacier', 'melt', 'measured']],
    ['parts compounds at underscores', 'pd.read_csv(path)', ['pd', 'read', 'csv', 'path']],
    ['parts compounds at changes of case', 'XMLHttp DataFrame', ['xml', 'http', 'data', 'frame']],
    ['does not part a word at digits', 'Conv2D utf8', ['conv2d', 'utf8']],
    ['drops the underscores around a word', '__init__ _', ['init']],
    ['reads full-width and compatibility forms as the usual ones', 'ＮｕｍＰｙ ﬁt ½', ['num', 'py', 'fit', '1', '2']],
    ['strips accents from Latin, Greek and Cyrillic', 'Novák Ἀθῆναι ёлка', ['novak', 'αθηναι', 'елка']],
    ['keeps the vowels of scripts that write them as marks', 'हिन्दी', ['हिन्दी']],
    ['reads both forms of sigma as one', 'ΟΔΟΣ οδός', ['οδοσ', 'οδοσ']],
    ['cuts runs of Han and kana into overlapping pairs', '機械学習', ['機械', '械学', '学習']],
    ['keeps a single sign', '水 と', ['水', 'と']],
    ['parts a word where the script changes', 'Python入門', ['python', '入門']],
    ['cuts Thai into pairs', 'ข้าว', ['ข้', '้า', 'าว']],
    [
      'takes the plural from words of four letters and more',
      'studies glasses maps bus gas',
      ['study', 'glass', 'map', 'bus', 'gas']
    ],
    ['drops words that say nothing', 'the state of the art', ['state', 'art']],
    ['drops numbers of more than four digits', '2024 12345 ٣٤٥٦٧ 1e5', ['2024', '1e5']],
    ['drops endless words', `${'x'.repeat(64)} ${'x'.repeat(65)}`, ['x'.repeat(64)]]
  ])('%s', (_, text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });

  it('keeps the joined form of a compound apart', () => {
    expect(tail('read_csv DataFrames URLs plain')).toEqual(['readcsv', 'dataframe', 'url']);
  });

  it('keeps the last sign of a run apart, so that every sign can be found', () => {
    expect(tail('機械学習')).toEqual(['習']);
  });

  it('makes tokens of letters, marks and digits only, whatever the text', () => {
    fc.assert(
      fc.property(hostileText(), text => {
        expect([...tokens(text), ...tail(text)].filter(token => !/^[\p{L}\p{M}\p{Nd}]{1,64}$/u.test(token))).toEqual(
          []
        );
      })
    );
  });

  it('reads a text the same whatever its normal form', () => {
    fc.assert(
      fc.property(hostileText(), text => {
        expect(tokens(text.normalize('NFD'))).toEqual(tokens(text.normalize('NFC')));
      })
    );
  });

  it('reads words the same alone and between others', () => {
    fc.assert(
      fc.property(hostileText(), hostileText(), (one, other) => {
        expect(tokens(`${one} ${other}`)).toEqual([...tokens(one), ...tokens(other)]);
      })
    );
  });
});

describe('findWords', () => {
  it('says where each word stands as it is written', () => {
    const text = 'See ﬁgure: Novák’s read_csv';
    const found = findWords(text).map(({ start, end }) => text.slice(start, end));
    expect(found).toEqual(['See', 'ﬁgure', 'Novák', 's', 'read_csv']);
  });

  it('finds the words that the index has, at rising places inside the text', () => {
    fc.assert(
      fc.property(hostileText(), text => {
        const places = findWords(text);
        let last = 0;
        for (const { start, end } of places) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThanOrEqual(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      })
    );
  });

  it('finds the same words as the index in texts that normalisation leaves alone', () => {
    fc.assert(
      fc.property(hostileText(), text => {
        const normal = text.normalize('NFKC');
        expect(findWords(normal).map(place => place.word)).toEqual(analyse(normal));
      })
    );
  });
});

describe('findTokens', () => {
  const found = (text: string): [string, string][] =>
    findTokens(text).map(({ token, start, end }) => [token, text.slice(start, end)]);

  it('places a token at its word, and at its pair of signs in scripts without spaces', () => {
    expect(found('the read_csv 機械学')).toEqual([
      ['read', 'read_csv'],
      ['csv', 'read_csv'],
      ['readcsv', 'read_csv'],
      ['機械', '機械'],
      ['械学', '械学'],
      ['学', '学']
    ]);
  });

  it('finds the tokens that the index has, in texts that normalisation leaves alone', () => {
    fc.assert(
      fc.property(hostileText(), text => {
        const normal = text.normalize('NFKC');
        const placed = findTokens(normal);
        expect(placed.filter(place => !place.isTail).map(place => place.token)).toEqual(tokens(normal));
        expect(placed.filter(place => place.isTail).map(place => place.token)).toEqual(tail(normal));
      })
    );
  });
});

describe('fold', () => {
  it('makes names comparable', () => {
    expect(fold(' L. NOVÁK ')).toBe('l. novak');
  });
});
