// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { GalleryModel } from './model';
import { NO_SEARCH } from './search';
import { screenOf } from './screen';

const HIT = {};
const LIST = { hits: [HIT], total: 1 };
const HOME = { totals: { works: 1, otherHubs: 0 } };

function aState(fields: Partial<Record<keyof GalleryModel, unknown>>): GalleryModel {
  const state = { isHome: true, isFiltering: false, place: { kind: 'search' }, search: NO_SEARCH, ...fields };
  return state as unknown as GalleryModel;
}

describe('screenOf', () => {
  it.each([
    ['a skeleton of the sections at first', {}, 'loading-home'],
    ['the sections', { home: HOME }, 'home'],
    ['an empty hub', { home: { totals: { works: 0, otherHubs: 0 } } }, 'empty-hub'],
    ['a failure with nothing to show', { error: { code: 'internal-error' } }, 'failed'],
    ['the sections still, while the hub is away', { home: HOME, error: { code: 'unreachable' } }, 'home'],
    ['the sections still, until the first results arrive', { home: HOME, isHome: false }, 'home'],
    [
      'the sections still, when a search finds the hub away',
      { home: HOME, isHome: false, error: { code: 'unreachable' } },
      'home'
    ],
    ['a failure of a search', { home: HOME, isHome: false, error: { code: 'index-rebuilding' } }, 'failed'],
    ['a skeleton of a list', { isHome: false }, 'loading-list'],
    ['a skeleton of a collection', { home: HOME, isHome: false, place: { kind: 'collection' } }, 'loading-list'],
    ['the list', { isHome: false, listing: LIST }, 'list'],
    ['a search without a hit', { isHome: false, listing: { hits: [], total: 0 } }, 'no-match'],
    [
      'an empty collection',
      { isHome: false, place: { kind: 'collection' }, listing: { hits: [], total: 0 } },
      'empty-collection'
    ],
    ['the filters', { home: HOME, isFiltering: true, facets: {} }, 'filters'],
    ['a lost session before all else', { home: HOME, error: { code: 'not-logged-in' } }, 'logged-out']
  ])('is %s', (_, state, expected) => {
    expect(screenOf(aState({ home: null, listing: null, error: null, facets: null, ...state }), 'ready')).toBe(
      expected
    );
  });
});
