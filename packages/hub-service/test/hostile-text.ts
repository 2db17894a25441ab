// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fc from 'fast-check';

/**
 * Pieces that break tokenisers, quoting and normalisation: signs of query languages, numbers with letters, fractions,
 * ligatures, loose marks, scripts without spaces, jamo, half surrogates, controls.
 */
const PIECES = [
  ...['a', 'b', 'ab', 'readCsv', 'read_csv', 'XMLHttp', 'the', 'studies', 'glass', 'x1', '1e5abc', '1', '12', '2024'],
  ...['½', '²', 'ﬁ', 'ß', 'ẞ', 'İ', 'ı', 'ŉ', 'ǆ', 'Σ', 'ς', 'é', 'e\u0301', '\u0301', '\u0323\u0307', 'Å', 'Ω', '㎏'],
  ...[
    '水',
    '機械学習',
    'ｶﾞ',
    'カ',
    '\u3099',
    'ー',
    '々',
    'ข้าว',
    'ລາວ',
    'ភាសា',
    'မြန်မာ',
    'हिन्दी',
    '한글',
    '\u1112\u1161\u11ab',
    'عربي',
    '٣٤'
  ],
  ...[' ', ' ', ' ', '\t', '\n', '\u00a0', '\u200b', '\u200d', '\ufeff', '\u0000', '\ud800', '\udc00', '\ufffd', '😀'],
  ...[
    "'",
    '"',
    '\\',
    '*',
    ':',
    '&',
    '|',
    '!',
    '(',
    ')',
    '<->',
    '-',
    '+',
    '^',
    '{',
    '}',
    '.',
    ',',
    '/',
    '%',
    '_',
    '__',
    '’',
    '“'
  ]
];

/** A text of such pieces. */
export function hostileText(maxLength = 24): fc.Arbitrary<string> {
  return fc
    .array(
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...PIECES) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) }
      ),
      { maxLength }
    )
    .map(parts => parts.join(''));
}
