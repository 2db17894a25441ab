// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { overwritten, readAnsi } from './ansi';

describe('readAnsi', () => {
  it('names colours as JupyterLab does', () => {
    expect(readAnsi('a\u001b[31mb\u001b[1;92mc\u001b[0md')).toMatchObject([
      { text: 'a', classes: '' },
      { text: 'b', classes: 'ansi-red-fg' },
      { text: 'c', classes: 'ansi-green-intense-fg ansi-bold' },
      { text: 'd', classes: '' }
    ]);
  });

  it('reads colours of 256 and of 16 million', () => {
    expect(readAnsi('\u001b[38;5;196mx\u001b[48;2;1;2;300my\u001b[38;5;9mz')).toMatchObject([
      { text: 'x', color: 'rgb(255, 0, 0)' },
      { text: 'y', background: 'rgb(1, 2, 255)' },
      { text: 'z', classes: 'ansi-red-intense-fg' }
    ]);
  });

  it('swaps the colours of inverse text', () => {
    expect(readAnsi('\u001b[7;31mx')).toMatchObject([{ classes: 'ansi-default-inverse-fg ansi-red-bg' }]);
  });

  it('drops sequences that are no colours, links of terminals included', () => {
    const text = 'a\u001b[2Kb\u001b]8;;https://evil.example\u0007c\u001b]8;;\u001b\\d';

    expect(
      readAnsi(text)
        .map(run => run.text)
        .join('')
    ).toBe('abcd');
  });

  it('keeps markup as text', () => {
    expect(readAnsi('<img src=x onerror=alert(1)>')).toMatchObject([{ text: '<img src=x onerror=alert(1)>' }]);
  });
});

describe('overwritten', () => {
  it.each([
    ['10%\r50%\r100%', '100%'],
    ['abc\rx', 'xbc'],
    ['ab\bc', 'ac'],
    ['one\r\ntwo', 'one\ntwo'],
    ['plain', 'plain']
  ])('shows the last state of %j', (text, shown) => {
    expect(overwritten(text)).toBe(shown);
  });
});
