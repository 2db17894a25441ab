// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { resolvePath } from './resolve-path';

describe('resolvePath', () => {
  it.each([
    ['a.png', 'week1/a.png'],
    ['./figures/a%20b.png?x#y', 'week1/figures/a b.png'],
    ['../data.csv', 'data.csv']
  ])('finds %s beside the file', (reference, path) => {
    expect(resolvePath('week1/lab.ipynb', reference)).toBe(path);
  });

  it.each(['../../x', '/etc/passwd', 'https://evil.example/x', 'javascript:x', 'data:x', '#top', '', '%zz', 'a\\b'])(
    'leads nowhere by %s',
    reference => {
      expect(resolvePath('week1/lab.ipynb', reference)).toBeNull();
    }
  );
});
