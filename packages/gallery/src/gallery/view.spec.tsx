// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Home, SearchResult } from '@jupyter-atrium/api';
import { aCollection, aWork } from '@jupyter-atrium/api/testing';
import { fireEvent, render, screen, within } from '@testing-library/react';
import * as React from 'react';
import { fakeBrowser } from '../../test/browser';
import { FakeAtrium, OWN_HUB, aRefusal, trans } from '../../test/fakes';
import { Covers } from '../covers';
import { GalleryModel } from './model';
import { screenOf } from './screen';
import type { GalleryViewProps } from './view';
import { GalleryView } from './view';

fakeBrowser();

const HOME: Home = {
  featured: { collection: aCollection({ works: 12 }), works: [aWork({ id: 'f1' }), aWork({ id: 'f2' })] },
  newest: [aWork({ id: 'n1' })],
  otherHubs: [],
  collections: [aCollection({ id: 'c', title: 'Statistics 101', works: 7 })],
  totals: { works: 214, otherHubs: 0 }
};

const NOTHING: SearchResult = { hits: [], total: 0, approximate: false, facets: null, next: null, suggestion: null };

async function show(
  operations: ConstructorParameters<typeof FakeAtrium>[0],
  act: (model: GalleryModel) => Promise<void> = model => model.refresh(),
  fields: Partial<GalleryViewProps> = {}
): Promise<GalleryViewProps> {
  const model = new GalleryModel(new FakeAtrium(operations));
  await act(model);
  const props: GalleryViewProps = {
    screen: screenOf(model, 'ready'),
    model,
    sections: ['featured', 'new', 'otherHubs', 'collections'],
    ownHub: OWN_HUB,
    copyFolder: () => null,
    covers: new Covers(new FakeAtrium()),
    actions: { openWork: jest.fn(), openCopy: jest.fn(), ownState: () => undefined },
    publishing: { isPossible: true, publishOpen: jest.fn() },
    logIn: jest.fn(),
    copyDetails: jest.fn(),
    trans,
    ...fields
  };
  render(<GalleryView {...props} />);
  return props;
}

const home = { getHome: jest.fn(async () => HOME) };

describe('GalleryView', () => {
  it('shows the sections that hold something, with a way to all', async () => {
    await show(home);

    expect(screen.getAllByRole('heading').map(heading => heading.textContent)).toEqual([
      'Featured',
      'New here',
      'Collections'
    ]);
    expect(screen.getByRole('button', { name: 'All 214' })).toBeTruthy();
  });

  it('shows the sections a person set, in their order', async () => {
    await show(home, undefined, { sections: ['new', 'featured'] });

    expect(screen.getAllByRole('heading').map(heading => heading.textContent)).toEqual(['New here', 'Featured']);
  });

  it('keeps collections folded until somebody unfolds them', async () => {
    const { model } = await show({ ...home, getCollection: jest.fn(async () => ({ ...aCollection(), entries: [] })) });
    const before = screen.queryByText('Statistics 101');

    fireEvent.click(screen.getByRole('button', { name: 'Collections' }));
    fireEvent.click(screen.getByRole('button', { name: /Statistics 101/ }));

    expect(before).toBeNull();
    expect(model.place.kind).toBe('collection');
  });

  it('has one tab stop among the cards, and moves it with the arrows', async () => {
    await show(home);
    const cards = screen.getAllByRole('article');
    cards[0]?.focus();

    fireEvent.keyDown(cards[0] as HTMLElement, { key: 'ArrowDown' });
    fireEvent.keyDown(document.activeElement as HTMLElement, { key: 'ArrowDown' });

    expect(document.activeElement).toBe(cards[2]);
    expect(cards.map(card => card.tabIndex)).toEqual([-1, -1, 0]);
  });

  it('opens the page by Enter and a copy by Shift Enter', async () => {
    const { actions } = await show(home);
    const [card] = screen.getAllByRole('article');

    fireEvent.keyDown(card as HTMLElement, { key: 'Enter' });
    fireEvent.keyDown(card as HTMLElement, { key: 'Enter', shiftKey: true });

    expect(actions.openWork).toHaveBeenCalledTimes(1);
    expect(actions.openCopy).toHaveBeenCalledTimes(1);
  });

  it('says where in its section a card stands', async () => {
    await show(home);

    const featured = screen.getByRole('feed', { name: 'Featured' });
    expect(
      within(featured)
        .getAllByRole('article')
        .map(card => [card.getAttribute('aria-posinset'), card.getAttribute('aria-setsize')])
    ).toEqual([
      ['1', '12'],
      ['2', '12']
    ]);
  });

  it('invites to publish where nothing hangs', async () => {
    const empty = { ...HOME, featured: null, newest: [], collections: [], totals: { works: 0, otherHubs: 0 } };
    const { publishing } = await show({ getHome: jest.fn(async () => empty) });

    fireEvent.click(screen.getByRole('button', { name: 'Publish the open notebook…' }));

    expect(screen.getByText('No work hangs here yet.')).toBeTruthy();
    expect(publishing.publishOpen).toHaveBeenCalledTimes(1);
  });

  it('invites nobody who may not publish', async () => {
    const empty = { ...HOME, featured: null, newest: [], collections: [], totals: { works: 0, otherHubs: 0 } };

    await show({ getHome: jest.fn(async () => empty) }, undefined, {
      publishing: { isPossible: false, publishOpen: null }
    });

    expect(screen.queryByRole('button')).toBeNull();
  });

  it('says what did not match, and where else to look', async () => {
    const searchWorks = jest
      .fn()
      .mockResolvedValueOnce({ ...NOTHING, suggestion: 'altimetry' })
      .mockResolvedValueOnce({ ...NOTHING, total: 14 });
    const { model } = await show({ searchWorks }, async model => {
      model.type('altimitry');
      await model.toggle({ facet: 'language', value: 'r' });
    });

    expect(screen.getByRole('status').textContent).toBe(
      'No work matches “altimitry” in R.Did you mean altimetry?Or look in all languages: 14 works.'
    );
    fireEvent.click(screen.getByRole('button', { name: 'altimetry' }));
    expect(model.search.text).toBe('altimetry');
  });

  it('says why the gallery could not be read, with a way to try again and to get help', async () => {
    const getHome = jest.fn().mockRejectedValue(aRefusal('index-rebuilding'));
    const { copyDetails } = await show({ getHome });

    fireEvent.click(screen.getByRole('button', { name: 'Copy details' }));
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));

    expect(screen.getByText('The gallery could not be read: its index is being rebuilt.')).toBeTruthy();
    expect(copyDetails).toHaveBeenCalledTimes(1);
    expect(getHome).toHaveBeenCalledTimes(2);
  });

  it('leads to the log-in when the session has ended', async () => {
    const { logIn } = await show({ getHome: jest.fn().mockRejectedValue(aRefusal('not-logged-in')) });

    fireEvent.click(screen.getByRole('button', { name: 'Log in again' }));

    expect(logIn).toHaveBeenCalledTimes(1);
  });

  it('has words for a skeleton', async () => {
    await show({}, async () => undefined);

    expect(screen.getByRole('img', { name: 'Loading' })).toBeTruthy();
  });
});
