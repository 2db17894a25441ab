// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { aCard } from '@jupyter-atrium/api/testing';
import type { Segment } from './passages';
import { cardSegments, cutPassages, fieldTokens } from './passages';

const prose = (text: string): Segment => ({ field: 'prose', text });
const words = (count: number, name = 'w'): string =>
  Array.from({ length: count }, (_, index) => `${name}${index}`).join(' ');
const countOf = (segments: readonly Segment[]): number => fieldTokens(segments).flat().length;

describe('cutPassages', () => {
  it('leaves a usual file whole', () => {
    const segments = [prose('sea'), prose('ice')];
    expect(cutPassages(segments)).toEqual([segments]);
  });

  it('makes one empty passage of a file without text', () => {
    expect(cutPassages([])).toEqual([[]]);
  });

  it('cuts between segments above 12,000 tokens', () => {
    const segments = [prose(words(7000, 'a')), prose(words(7000, 'b')), prose(words(4000, 'c'))];
    expect(cutPassages(segments)).toEqual([[segments[0]], [segments[1], segments[2]]]);
  });

  it('cuts a longer segment between lines', () => {
    const lines = Array.from({ length: 56 }, (_, index) => `${words(250, `l${index}x`)}\n`);
    const passages = cutPassages([prose(lines.join(''))]);
    expect(passages).toHaveLength(2);
    expect(passages[0]?.[0]?.text === lines.slice(0, 48).join('')).toBe(true);
    expect(passages[1]?.[0]?.text === lines.slice(48).join('')).toBe(true);
  });

  it('loses no word of a long line, nor of a text of compounds', () => {
    const text = words(30_000, 'aB');
    const kept = new Set(cutPassages([prose(text)]).flatMap(passage => fieldTokens(passage).flat()));
    // A cut may part one word in each of some 30 pieces.
    expect(
      Array.from({ length: 30_000 }, (_, index) => kept.has(`ab${index}`)).filter(isKept => !isKept).length
    ).toBeLessThan(60);
  });

  it('keeps every passage within what both engines can hold', () => {
    const passages = cutPassages([prose(words(30_000, 'aB')), prose('水'.repeat(40_000))]);
    expect(passages.map(countOf).filter(count => count > 12_000)).toEqual([]);
  });
});

describe('cardSegments', () => {
  it('has title, authors, tags and packages as names, the summary as prose', () => {
    const card = aCard({ title: 'Melt', summary: 'How much?', tags: ['ice'] });
    expect(cardSegments(card)).toEqual([
      { field: 'names', text: 'Melt\nA. Rivera\nJ. Okafor\nice\nnumpy\nxarray' },
      { field: 'prose', text: 'How much?' }
    ]);
  });
});

describe('fieldTokens', () => {
  it('sorts tokens into fields, joined forms once at the end', () => {
    const segments: Segment[] = [
      { field: 'code', text: 'pd.read_csv(x)' },
      { field: 'names', text: 'Melt' },
      { field: 'code', text: 'read_csv' }
    ];
    expect(fieldTokens(segments)).toEqual([['melt'], [], ['pd', 'read', 'csv', 'x', 'read', 'csv', 'readcsv'], []]);
  });

  it('keeps 255 occurrences of a word over all fields', () => {
    const tokens = fieldTokens([{ field: 'names', text: 'ice '.repeat(200) }, prose('ice '.repeat(200))]);
    expect(tokens.map(field => field.length)).toEqual([200, 55, 0, 0]);
  });

  it('keeps 16,000 tokens at most, names first', () => {
    const tokens = fieldTokens([prose(words(20_000)), { field: 'names', text: words(100, 'n') }]);
    expect(tokens.map(field => field.length)).toEqual([100, 15_900, 0, 0]);
  });
});
