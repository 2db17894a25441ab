// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fc from 'fast-check';
import { diffLines } from './line-diff.ts';

/** Rows as `-text`, `+text` or ` text`, marked words in brackets. */
function rows(before: string, after: string): string[] {
  return diffLines(before, after).map(({ state, text, marks }) => {
    const marked = [...marks]
      .reverse()
      .reduce((line, { start, end }) => `${line.slice(0, start)}[${line.slice(start, end)}]${line.slice(end)}`, text);
    return `${state === 'same' ? ' ' : state === 'added' ? '+' : '-'}${marked}`;
  });
}

describe('diffLines', () => {
  it('shows lines that stayed, went and came', () => {
    expect(rows('a\nb\nc', 'a\nc\nd')).toEqual([' a', '-b', ' c', '+d']);
  });

  it('marks the words that differ in a line that was replaced', () => {
    expect(rows('fit = np.polyfit(t, depth, 1)', 'fit = np.polyfit(time, depth, 1)')).toEqual([
      '-fit = np.polyfit([t], depth, 1)',
      '+fit = np.polyfit([time], depth, 1)'
    ]);
  });

  it('marks nothing in lines that have nothing in common', () => {
    expect(rows('alpha', 'omega')).toEqual(['-alpha', '+omega']);
  });

  it('knows an empty text', () => {
    expect(rows('', 'a')).toEqual(['+a']);
    expect(rows('', '')).toEqual([]);
  });

  it('ignores the kind of line end', () => {
    expect(rows('a\r\nb', 'a\nb')).toEqual([' a', ' b']);
  });

  it('keeps all lines of both sides', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c d', 'c e', ''), { minLength: 1, maxLength: 12 })
      .map(lines => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const all = diffLines(before, after);
        expect(
          all
            .filter(row => row.state !== 'added')
            .map(row => row.text)
            .join('\n')
        ).toBe(before);
        expect(
          all
            .filter(row => row.state !== 'removed')
            .map(row => row.text)
            .join('\n')
        ).toBe(after);
      })
    );
  });

  it('gives up on texts that are wholly different, and shows both', () => {
    const text = (word: string): string => Array.from({ length: 20_000 }, (_, index) => `${word} ${index}`).join('\n');

    expect(diffLines(text('a'), text('b'))).toHaveLength(40_000);
  });
});
