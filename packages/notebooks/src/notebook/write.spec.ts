// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { recorded } from '../../test/recorded.ts';
import { readNotebook } from './read.ts';
import { splitLines } from './split-lines.ts';
import { writeNotebook } from './write.ts';

type Written = { name: string; input: string; output: string };
type Split = { text: string; lines: string[] };

/** nbformat mints random ids while upgrading; the record numbers them. */
function numberIds(text: string): string {
  let next = 0;
  return text.replace(/"id": "u[0-9a-f]{11}"/g, () => `"id": "ID${next++}"`);
}

function rewrite(text: string): string {
  const reading = readNotebook(text);
  return reading.kind === 'notebook' ? writeNotebook(reading.notebook) : reading.words;
}

describe('writeNotebook', () => {
  it.each(recorded<Written>('written.json').map(each => [each.name, each] as const))(
    'writes what nbformat writes: %s',
    (_name, { input, output }) => {
      expect(numberIds(rewrite(input))).toBe(output);
    }
  );

  it('changes nothing when it writes what it wrote', () => {
    for (const { output } of recorded<Written>('written.json')) {
      expect(rewrite(output)).toBe(output);
    }
  });

  it('keeps numbers that JavaScript would write differently', () => {
    const text = rewrite(
      '{"nbformat":4,"nbformat_minor":4,"metadata":{"n":[1.0,1E5,1e-7,-0,9007199254740993]},"cells":[]}'
    );

    expect(text.match(/"n": \[([^\]]*)\]/)?.[1]?.replace(/\s/g, '')).toBe('1.0,1E5,1e-7,-0,9007199254740993');
  });

  it('escapes half a surrogate pair, which no UTF-8 file can hold', () => {
    expect(rewrite('{"nbformat":4,"nbformat_minor":4,"metadata":{"half":"\\ud83e"},"cells":[]}')).toContain(
      '"\\ud83e"'
    );
  });
});

describe('splitLines', () => {
  it('splits where Python does', () => {
    for (const { text, lines } of recorded<Split>('lines.json')) {
      expect(splitLines(text)).toEqual(lines);
    }
  });
});
