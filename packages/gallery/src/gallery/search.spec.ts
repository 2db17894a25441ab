// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { NO_SEARCH, choicesOf, queryOf, sortOf, toggled } from './search';

describe('a search', () => {
  it('orders by the best match with words, and by age without', () => {
    expect([sortOf({ ...NO_SEARCH, text: 'ice' }), sortOf({ ...NO_SEARCH, text: '  ' })]).toEqual(['best', 'newest']);
  });

  it('keeps the order a person chose', () => {
    expect(sortOf({ ...NO_SEARCH, text: 'ice', sort: 'title' })).toBe('title');
  });

  it('adds a value of a facet, and takes it away again', () => {
    const once = toggled(NO_SEARCH, { facet: 'tag', value: 'ice' });

    expect(choicesOf(once)).toEqual([{ facet: 'tag', value: 'ice' }]);
    expect(choicesOf(toggled(once, { facet: 'tag', value: 'ice' }))).toEqual([]);
  });

  it('tells the service that the last word may still grow, unless a space ends it', () => {
    expect([queryOf({ ...NO_SEARCH, text: 'glac' }), queryOf({ ...NO_SEARCH, text: 'glacier ' })]).toMatchObject([
      { q: 'glac', typing: true },
      { q: 'glacier', typing: false }
    ]);
  });
});
