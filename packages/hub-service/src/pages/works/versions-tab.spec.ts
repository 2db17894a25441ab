// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Changes } from '@jupyter-atrium/api';
import { changeWords } from './versions-tab';

const none: Changes = {
  files: { added: 0, removed: 0, changed: 0 },
  notebooks: 0,
  cells: { added: 0, removed: 0, changed: 0 }
};

describe('changeWords', () => {
  it.each([
    [null, 'The first release'],
    [none, 'Nothing but the card'],
    [
      { ...none, files: { ...none.files, changed: 1 }, notebooks: 1, cells: { added: 1, removed: 1, changed: 1 } },
      '3 cells changed'
    ],
    [{ ...none, files: { added: 2, removed: 1, changed: 1 } }, '2 files added, 1 file removed, 1 other file changed']
  ])('says what changed', (changes, words) => {
    expect(changeWords(changes)).toBe(words);
  });
});
