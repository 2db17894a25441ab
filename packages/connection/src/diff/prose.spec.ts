// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { diffLines } from '@jupyter-atrium/notebooks';
import { proseOf } from './prose';

/** Writes pieces as people would mark them: `[-gone-]` and `[+new+]`. */
const marked = (before: string, after: string): string =>
  proseOf(diffLines(before, after))
    .map(({ state, text }) => (state === 'same' ? text : state === 'added' ? `[+${text}+]` : `[-${text}-]`))
    .join('');

describe('proseOf', () => {
  it('strikes out words and puts others in their place', () => {
    expect(marked('Measure in mbar, then stop.', 'Measure in hPa, then stop.')).toBe(
      'Measure in [-mbar-][+hPa+], then stop.'
    );
  });

  it('shows a phrase that was put in as one piece', () => {
    expect(marked('convert it to metres of water.', 'convert it to metres of water (1 hPa = 0.0102 m).')).toBe(
      'convert it to metres of water[+ (1 hPa = 0.0102 m)+].'
    );
  });

  it('keeps unchanged lines around a change', () => {
    expect(marked('one\ntwo\nthree', 'one\nthree')).toBe('one\n[-two\n-]three');
  });

  it('shows lines that share nothing one after the other', () => {
    expect(marked('abc', 'xyz')).toBe('[-abc-] [+xyz+]');
  });

  it('gives either text back when the other’s words are left out', () => {
    const before = '# Title\n\nSome words here, and there.\n- a\n- b';
    const after = '# A title\n\nSome other words, here and there!\n- b\n- c\nEnd.';
    const pieces = proseOf(diffLines(before, after));
    const without = (state: string): string =>
      pieces
        .filter(piece => piece.state !== state)
        .map(piece => piece.text)
        .join('');
    const words = (text: string): string => text.replace(/\s+/g, ' ').trim();
    expect(words(without('added'))).toBe(words(before));
    expect(words(without('removed'))).toBe(words(after));
  });

  it('is empty for empty texts', () => {
    expect(proseOf([])).toEqual([]);
  });
});
