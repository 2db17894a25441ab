// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readWorkReference } from './work-reference';

const ID = '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e';
const ADDRESS = `https://hub-a.example/services/atrium/works/${ID}`;

describe('readWorkReference', () => {
  it.each([
    [ID, null],
    [`${ID}@1.2.0`, '1.2.0'],
    [ADDRESS, null],
    [`${ADDRESS}/`, null],
    [`${ADDRESS}?from=mail#top`, null],
    [`${ADDRESS}@2024-final`, '2024-final'],
    [`${ADDRESS}/v/1.2.0`, '1.2.0'],
    [`/works/${ID}`, null]
  ])('understands %s', (text, label) => {
    expect(readWorkReference(text)).toEqual({ work: ID, label });
  });

  it.each(['', 'ice', ADDRESS.slice(0, -1), `${ID}@`, `${ADDRESS}/files/a.ipynb`])('does not guess at “%s”', text => {
    expect(() => readWorkReference(text)).toThrow('is neither the id nor the address of a work.');
  });
});
