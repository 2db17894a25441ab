// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Changes } from '@jupyter-atrium/api';
import { trans } from '../../test/fakes';
import { changesWords } from './changes';

function some(fields: Partial<Changes>): Changes {
  const none = { added: 0, removed: 0, changed: 0 };
  return { files: none, notebooks: 0, cells: none, ...fields };
}

describe('changesWords', () => {
  it.each([
    [null, 'First release'],
    [some({}), 'Only the card changed'],
    [some({ cells: { added: 0, removed: 0, changed: 3 }, notebooks: 1 }), '3 cells changed'],
    [
      some({ cells: { added: 1, removed: 2, changed: 0 }, files: { added: 1, removed: 0, changed: 2 }, notebooks: 1 }),
      '1 cell added, 2 cells removed, 1 file changed, 1 file added'
    ]
  ])('says %j as “%s”', (changes, words) => {
    expect(changesWords(changes, trans)).toBe(words);
  });
});
