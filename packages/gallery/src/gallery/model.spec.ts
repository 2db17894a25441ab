// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Home, SearchResult } from '@jupyter-atrium/api';
import { aCollection, aWork } from '@jupyter-atrium/api/testing';
import { FakeAtrium, aPending, aRefusal, settle } from '../../test/fakes';
import { GalleryModel } from './model';
import { choicesOf } from './search';

function aResult(fields: Partial<SearchResult> = {}): SearchResult {
  return {
    hits: [{ work: aWork(), snippet: null }],
    total: 1,
    approximate: false,
    facets: null,
    next: null,
    suggestion: null,
    ...fields
  };
}

const HOME: Home = {
  featured: null,
  newest: [aWork({ id: 'newest' })],
  otherHubs: [],
  collections: [],
  totals: { works: 1, otherHubs: 0 }
};

/** The queries the service was asked with. */
function queriesOf(searchWorks: jest.Mock): unknown[] {
  return searchWorks.mock.calls.map(([input]: [{ query: unknown }]) => input.query);
}

function aModel(operations: ConstructorParameters<typeof FakeAtrium>[0] = {}): {
  model: GalleryModel;
  atrium: FakeAtrium;
  getHome: jest.Mock;
  searchWorks: jest.Mock;
} {
  const getHome = jest.fn(async () => HOME);
  const searchWorks = jest.fn(async () => aResult());
  const atrium = new FakeAtrium({ getHome, searchWorks, ...operations });
  return { model: new GalleryModel(atrium), atrium, getHome, searchWorks };
}

describe('GalleryModel', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('reads the sections at first', async () => {
    const { model } = aModel();

    await model.refresh();

    expect([model.isHome, model.home]).toEqual([true, HOME]);
  });

  it('asks once, a moment after the last key', async () => {
    const { model, searchWorks } = aModel();

    model.type('gl');
    jest.advanceTimersByTime(149);
    model.type('glacier');
    jest.advanceTimersByTime(149);
    const before = searchWorks.mock.calls.length;
    jest.advanceTimersByTime(1);
    await settle();

    expect(before).toBe(0);
    expect(queriesOf(searchWorks)).toMatchObject([{ q: 'glacier', typing: true, limit: 50 }]);
  });

  it('keeps the old list until the new one arrives', async () => {
    const pending = aPending<SearchResult>();
    const searchWorks = jest
      .fn()
      .mockResolvedValueOnce(aResult({ total: 7 }))
      .mockReturnValueOnce(pending.promise);
    const { model } = aModel({ searchWorks });
    await model.searchFor('ice');

    const asked = model.searchFor('snow');
    const meanwhile = model.listing?.total;
    pending.resolve(aResult({ total: 3 }));
    await asked;

    expect([meanwhile, model.listing?.total]).toEqual([7, 3]);
  });

  it('drops an answer that a newer question has overtaken', async () => {
    const slow = aPending<SearchResult>();
    const searchWorks = jest
      .fn()
      .mockReturnValueOnce(slow.promise)
      .mockResolvedValueOnce(aResult({ total: 2 }));
    const { model } = aModel({ searchWorks });

    const first = model.searchFor('ice');
    await model.searchFor('snow');
    slow.resolve(aResult({ total: 99 }));
    await first;

    expect(model.listing?.total).toBe(2);
  });

  it('shows the sections again, without asking, when the words are cleared', async () => {
    const { model, getHome } = aModel();
    await model.refresh();
    await model.searchFor('ice');

    model.type('');
    jest.runAllTimers();
    await settle();

    expect([model.isHome, model.listing, getHome.mock.calls.length]).toEqual([true, null, 1]);
  });

  it('searches within chosen facets', async () => {
    const { model, searchWorks } = aModel();

    await model.toggle({ facet: 'language', value: 'python' });

    expect(queriesOf(searchWorks)).toMatchObject([{ language: ['python'] }]);
    expect(model.isHome).toBe(false);
  });

  it('begins anew with one tag', async () => {
    const { model } = aModel();
    await model.searchFor('ice');

    await model.choose({ facet: 'tag', value: 'glaciology' });

    expect([model.search.text, choicesOf(model.search)]).toEqual(['', [{ facet: 'tag', value: 'glaciology' }]]);
  });

  it('adds the next page once, without facets', async () => {
    const searchWorks = jest
      .fn()
      .mockResolvedValueOnce(aResult({ total: 2, next: 'p2' }))
      .mockResolvedValueOnce(aResult({ hits: [{ work: aWork({ id: 'second' }), snippet: null }], total: 2 }));
    const { model } = aModel({ searchWorks });
    await model.searchFor('ice');

    await Promise.all([model.loadMore(), model.loadMore()]);
    await model.loadMore();

    expect(model.listing?.hits.map(hit => hit.work.id)).toEqual([aWork().id, 'second']);
    expect(queriesOf(searchWorks)[1]).toMatchObject({ cursor: 'p2', facets: false });
    expect(searchWorks).toHaveBeenCalledTimes(2);
  });

  it('looks elsewhere when nothing matches within facets', async () => {
    const searchWorks = jest
      .fn()
      .mockResolvedValueOnce(aResult({ hits: [], total: 0, suggestion: 'altimetry' }))
      .mockResolvedValueOnce(aResult({ hits: [], total: 14 }));
    const { model } = aModel({ searchWorks });
    model.type('altimitry');

    await model.toggle({ facet: 'language', value: 'r' });

    expect(model.listing).toMatchObject({ total: 0, suggestion: 'altimetry', elsewhere: 14 });
    expect(queriesOf(searchWorks)[1]).toMatchObject({ q: 'altimetry', language: [], limit: 0 });
  });

  it('lists a collection in its order, and goes back', async () => {
    const entries = [aWork({ id: 'b' }), aWork({ id: 'a' })];
    const getCollection = jest.fn(async () => ({ ...aCollection(), entries }));
    const { model } = aModel({ getCollection });
    await model.refresh();

    await model.showCollection(aCollection());
    const shown = model.listing?.hits.map(hit => hit.work.id);
    model.goHome();

    expect(shown).toEqual(['b', 'a']);
    expect([model.isHome, model.place.kind]).toEqual([true, 'search']);
  });

  it('shows other hubs by choosing them', async () => {
    const hub = [
      { value: 'hub-a.example/services/atrium', count: 3 },
      { value: 'coast-hub.example/services/atrium', count: 2 }
    ];
    const none = { language: [], kernel: [], package: [], tag: [], licence: [], author: [] };
    const searchWorks = jest.fn(async () => aResult({ facets: { ...none, hub } }));
    const { model } = aModel({ searchWorks });

    await model.showOtherHubs();

    expect(model.search.chosen.hub).toEqual(['coast-hub.example/services/atrium']);
  });

  it('keeps what it shows when the hub does not answer', async () => {
    const getHome = jest.fn().mockResolvedValueOnce(HOME).mockRejectedValueOnce(aRefusal('unreachable'));
    const { model } = aModel({ getHome });
    await model.refresh();

    await model.refresh();

    expect([model.error?.code, model.home]).toEqual(['unreachable', HOME]);
  });

  it('forgets an error once it is answered', async () => {
    const getHome = jest.fn().mockRejectedValueOnce(aRefusal('unreachable')).mockResolvedValueOnce(HOME);
    const { model } = aModel({ getHome });
    await model.refresh();

    await model.refresh();

    expect(model.error).toBeNull();
  });

  it('reads anew what it shows after an act of this page', async () => {
    const { model, atrium, getHome } = aModel();
    await model.refresh();

    atrium.announce('w');
    await settle();

    expect(getHome).toHaveBeenCalledTimes(2);
  });

  it('keeps further pages when it reads a list anew that is still the same', async () => {
    const second = { work: aWork({ id: 'second' }), snippet: null };
    const searchWorks = jest
      .fn()
      .mockResolvedValueOnce(aResult({ total: 2, next: 'p2' }))
      .mockResolvedValueOnce(aResult({ hits: [second], total: 2 }))
      .mockResolvedValueOnce(aResult({ total: 2, next: 'p2' }));
    const { model, atrium } = aModel({ searchWorks });
    await model.searchFor('ice');
    await model.loadMore();

    atrium.announce('second');
    await settle();

    expect([model.listing?.hits.length, model.listing?.next, searchWorks.mock.calls.length]).toEqual([2, null, 3]);
  });

  it('asks again who is there when that is not known yet', async () => {
    const { model, atrium } = aModel();
    atrium.status = 'unreachable';

    await model.refresh();

    expect(atrium.refresh).toHaveBeenCalledTimes(1);
  });

  it('finds a work that is shown', async () => {
    const { model } = aModel();
    await model.refresh();

    expect([model.find('newest')?.id, model.find('other')]).toEqual(['newest', null]);
  });
});
