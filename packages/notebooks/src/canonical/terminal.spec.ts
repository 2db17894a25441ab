// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fc from 'fast-check';
import { applyOverwrites } from './terminal.ts';

/** What JupyterLab does, step by step on strings; slow, but plain to compare with its source. */
function asJupyterLab(input: string): string {
  let text = '';
  let at = 0;
  for (const unit of input.split('')) {
    const lineStart = text.lastIndexOf('\n', at - 1) + 1;
    if (unit === '\n') {
      text += '\n';
      at = text.length;
    } else if (unit === '\r') {
      at = lineStart;
    } else if (unit === '\b' && at > lineStart) {
      text = text.slice(0, at - 1) + text.slice(at + 1);
      at -= 1;
    } else if (unit !== '\b') {
      text = text.slice(0, at) + unit + text.slice(at + 1);
      at += 1;
    }
  }
  return text;
}

describe('applyOverwrites', () => {
  it.each([
    ['10%\r20%\r', '20%'],
    ['abc\rx', 'xbc'],
    ['abc\b\bx', 'ax'],
    ['line\r\nnext', 'line\nnext'],
    ['\b\b', ''],
    ['a\n\bb', 'a\nb']
  ])('shows %j as %j', (text, shown) => {
    expect(applyOverwrites(text)).toBe(shown);
  });

  it('does what JupyterLab does, joined streams included', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', '\r', '\b', '\n', '\r\n')), units => {
        expect(applyOverwrites(units.join(''))).toBe(asJupyterLab(units.join('')));
      })
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '\r', '\b', '\n')), units => {
        const once = applyOverwrites(units.join(''));
        expect(applyOverwrites(once)).toBe(once);
      })
    );
  });

  it('copes with a million overwrites', () => {
    expect(applyOverwrites('x\r'.repeat(1_000_000))).toBe('x');
    expect(applyOverwrites('x'.repeat(1_000_000) + '\b'.repeat(1_000_000))).toBe('');
  });
});
