// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readRecoveryKey, writeRecoveryKey } from './recovery-key.ts';
import { newSeed } from './signer.ts';

describe('a recovery key on paper', () => {
  const seed = newSeed();
  const words = writeRecoveryKey(seed);

  it('is read as it was written, with any spaces and capitals', () => {
    expect(words).toMatch(/^([a-z2-7]{4} ){13}[a-z2-7]{4}$/);
    expect(Buffer.from(readRecoveryKey(` ${words.toUpperCase().replaceAll(' ', '-')}\n`) ?? [])).toEqual(
      Buffer.from(seed)
    );
  });

  it('is refused with any letter mistyped', () => {
    for (const at of [0, 7, 30, words.length - 1]) {
      const other = words[at] === 'a' ? 'b' : 'a';
      const mistyped = words[at] === ' ' ? words.slice(1) : words.slice(0, at) + other + words.slice(at + 1);
      expect(readRecoveryKey(mistyped)).toBeNull();
    }
  });

  it.each(['', 'a', 'not a key', '1111 1111'])('is not “%s”', text => {
    expect(readRecoveryKey(text)).toBeNull();
  });
});
