// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { ADDRESS_PATTERN, takeAddress } from './address';

describe('takeAddress', () => {
  it('takes the work out and leaves the rest', () => {
    const request = '/user/alice/lab/tree/a.ipynb?reset&atrium=https%3A%2F%2Fhub.example%2Fworks%2F1&x=2#here';

    expect(takeAddress(request)).toEqual({
      work: 'https://hub.example/works/1',
      rest: '/user/alice/lab/tree/a.ipynb?reset=&x=2#here'
    });
  });

  it('finds nothing in an address without one', () => {
    expect(takeAddress('/lab')).toEqual({ work: null, rest: '/lab' });
  });

  it('takes an empty name as none', () => {
    expect(takeAddress('/lab?atrium=').work).toBeNull();
  });

  it('matches the parameter and not the end of another', () => {
    expect(['/lab?atrium=1', '/lab?x=1&atrium=2', '/lab?preatrium=1'].map(path => ADDRESS_PATTERN.test(path))).toEqual([
      true,
      true,
      false
    ]);
  });
});
