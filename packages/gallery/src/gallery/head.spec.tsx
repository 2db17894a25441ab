// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { SearchResult } from '@jupyter-atrium/api';
import { aCollection, aWork } from '@jupyter-atrium/api/testing';
import { act, fireEvent, render, screen } from '@testing-library/react';
import * as React from 'react';
import { FakeAtrium, OWN_HUB, aRefusal, trans } from '../../test/fakes';
import { Head } from './head';
import { GalleryModel } from './model';
import type { Screen } from './screen';

const RESULT: SearchResult = {
  hits: [{ work: aWork(), snippet: null }],
  total: 1400,
  approximate: false,
  facets: null,
  next: null,
  suggestion: null
};

function aModel(operations: ConstructorParameters<typeof FakeAtrium>[0] = {}): GalleryModel {
  return new GalleryModel(new FakeAtrium({ searchWorks: jest.fn(async () => RESULT), ...operations }));
}

function show(model: GalleryModel, state: Screen, asked = 0): { leave: jest.Mock; enterList: jest.Mock } {
  const acts = { leave: jest.fn(), enterList: jest.fn() };
  render(<Head model={model} screen={state} ownHub={OWN_HUB} asked={asked} trans={trans} {...acts} />);
  return acts;
}

describe('Head', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('takes focus when somebody asks', () => {
    show(aModel(), 'home', 1);

    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Search works' }));
  });

  it('clears by Escape, and leaves by another', () => {
    const model = aModel();
    model.type('ice');
    const { leave } = show(model, 'list');
    const field = screen.getByRole('textbox');

    fireEvent.keyDown(field, { key: 'Escape' });
    const left = leave.mock.calls.length;

    expect([model.search.text, left]).toEqual(['', 0]);
  });

  it('leaves by Escape when nothing is typed', () => {
    const { leave } = show(aModel(), 'home');

    fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Escape' });

    expect(leave).toHaveBeenCalledTimes(1);
  });

  it('goes to the first card by the arrow down', () => {
    const { enterList } = show(aModel(), 'home');

    fireEvent.keyDown(screen.getByRole('textbox'), { key: 'ArrowDown' });

    expect(enterList).toHaveBeenCalledTimes(1);
  });

  it('shows what is chosen, and takes it away', async () => {
    const model = aModel();
    await model.toggle({ facet: 'package', value: 'xarray' });
    show(model, 'list');

    fireEvent.click(screen.getByRole('button', { name: 'Remove package: xarray' }));

    expect(model.search.chosen.package).toEqual([]);
    expect(screen.getByRole('button', { name: 'Filters, 1 set' })).toBeTruthy();
  });

  it('says how many works there are, aloud only once typing has paused', async () => {
    const model = aModel();
    await model.searchFor('ice');
    show(model, 'list');
    const before = screen.getByRole('status').textContent;

    act(() => void jest.advanceTimersByTime(500));

    expect([before, screen.getByRole('status').textContent]).toEqual(['', '1,400 works']);
  });

  it('orders by what a person chooses', async () => {
    const model = aModel();
    await model.searchFor('ice');
    show(model, 'list');

    fireEvent.change(screen.getByRole('combobox', { name: 'Order' }), { target: { value: 'title' } });

    expect(model.search.sort).toBe('title');
  });

  it('names a collection and leads back', async () => {
    const getCollection = jest.fn(async () => ({ ...aCollection(), entries: [aWork()] }));
    const model = aModel({ getCollection });
    await model.showCollection(aCollection());
    show(model, 'list');

    fireEvent.click(screen.getByRole('button', { name: 'Back to the start' }));

    expect(screen.getByText('Good places to begin.')).toBeTruthy();
    expect(model.place.kind).toBe('search');
  });

  it('says since when what is shown may be out of date, and switches the search off', async () => {
    jest.setSystemTime(new Date('2026-11-22T14:02:00'));
    const getHome = jest.fn().mockResolvedValueOnce({}).mockRejectedValue(aRefusal('unreachable'));
    const model = aModel({ getHome });
    await model.refresh();
    await model.refresh();
    show(model, 'home');

    const bar = screen.getAllByRole('status')[0];
    expect(bar?.textContent).toMatch(/^The hub does not answer. Showing what was loaded at 2:02\sPM. Try again$/);
    expect(screen.getByRole<HTMLInputElement>('textbox').disabled).toBe(true);
  });
});
