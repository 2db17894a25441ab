// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fc from 'fast-check';
import { JsonNumber } from './json.ts';
import { type ParsedJson, parseJson } from './parse-json.ts';

const parse = (text: string): ParsedJson => parseJson(text, 64);
const valueOf = (text: string): unknown => {
  const parsed = parse(text);
  return parsed.kind === 'value' ? parsed.value : parsed.reason;
};

describe('parseJson', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        fc.pre(valueOf(text) !== 'forbidden-key');
        const plain = JSON.stringify(valueOf(text), (_key, value: unknown) => {
          return value instanceof JsonNumber ? Number(value.text) : value;
        });
        expect(plain).toBe(JSON.stringify(JSON.parse(text)));
      })
    );
  });

  it.each(['1.0', '1e5', '-0', '1E+2', '9007199254740993', '0.10'])('keeps how the number %s is written', text => {
    expect(valueOf(text)).toEqual(new JsonNumber(text));
  });

  it('gives a plain number where JavaScript writes it the same', () => {
    expect(valueOf('[0, -1, 2.5, 1e+21]')).toEqual([0, -1, 2.5, 1e21]);
  });

  it.each([
    '',
    ' ',
    '[1,]',
    '{"a":1,}',
    '{,}',
    '[,1]',
    '[1 2]',
    '{"a" 1}',
    "{'a':1}",
    '{a:1}',
    '[1',
    '{"a":',
    '"a',
    '"a\\',
    '"\\x"',
    '"\\u12g4"',
    '"\t"',
    '"\n"',
    'NaN',
    '-Infinity',
    '01',
    '+1',
    '1.',
    '.5',
    '1e',
    '-',
    'tru',
    'nulll',
    '[] []',
    '\ufeff[]',
    '[1]//x'
  ])('refuses %j', text => {
    expect(valueOf(text)).toBe('not-json');
  });

  it('names the line of the fault', () => {
    expect(parse('{\n "a": 1,\n "b": oops\n}')).toEqual({ kind: 'fault', reason: 'not-json', line: 3 });
  });

  it('accepts the allowed depth and refuses one more', () => {
    expect(parse('['.repeat(64) + ']'.repeat(64)).kind).toBe('value');
    expect(valueOf('['.repeat(65) + ']'.repeat(65))).toBe('too-deep');
  });

  it('refuses a thousand nested lists without exhausting the stack', () => {
    expect(valueOf('['.repeat(1_000_000))).toBe('too-deep');
  });

  it.each(['__proto__', 'constructor', 'prototype'])('refuses the key %s, also when escaped', key => {
    expect(valueOf(`{"${key}": 1}`)).toBe('forbidden-key');
    expect(valueOf(`{"\\u${key.charCodeAt(0).toString(16).padStart(4, '0')}${key.slice(1)}": 1}`)).toBe(
      'forbidden-key'
    );
  });

  it('takes the last of two equal keys and says so', () => {
    expect(parse('{"a": 1,\n"a": 2}')).toEqual({ kind: 'value', value: { a: 2 }, repeatedKey: { key: 'a', line: 2 } });
  });

  it('is not misled by keys that objects inherit', () => {
    expect(parse('{"toString": 1}')).toEqual({ kind: 'value', value: { toString: 1 }, repeatedKey: null });
  });

  it('reads very long strings, with and without escapes', () => {
    const long = 'a'.repeat(3_000_000);
    expect(valueOf(`"${long}"`)).toBe(long);
    expect(valueOf(`"${'\\n'.repeat(1_000_000)}"`)).toBe('\n'.repeat(1_000_000));
    expect(valueOf(`"${'\\'.repeat(1_000_001)}`)).toBe('not-json');
  });
});
