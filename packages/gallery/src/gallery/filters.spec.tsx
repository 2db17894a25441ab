// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Facets, SearchResult } from '@jupyter-atrium/api';
import { fireEvent, render, screen, within } from '@testing-library/react';
import * as React from 'react';
import { FakeAtrium, OWN_HUB, trans } from '../../test/fakes';
import { Filters } from './filters';
import { GalleryModel } from './model';

const PACKAGES = ['numpy', 'pandas', 'xarray', 'scipy', 'dask', 'rasterio', 'cartopy'];
const FACETS: Facets = {
  language: [
    { value: 'python', count: 31 },
    { value: 'r', count: 12 }
  ],
  kernel: [],
  package: PACKAGES.map((value, index) => ({ value, count: 20 - index })),
  tag: [],
  hub: [
    { value: OWN_HUB, count: 27 },
    { value: 'coast-hub.example/services/atrium', count: 15 }
  ],
  licence: [{ value: 'CC-BY-4.0', count: 24 }],
  author: []
};
const RESULT: SearchResult = {
  hits: [],
  total: 1400,
  approximate: false,
  facets: FACETS,
  next: null,
  suggestion: null
};

async function show(): Promise<{ model: GalleryModel; searchWorks: jest.Mock }> {
  const searchWorks = jest.fn(async () => RESULT);
  const model = new GalleryModel(new FakeAtrium({ searchWorks }));
  await model.searchFor('trend');
  model.setFiltering(true);
  render(<Filters model={model} ownHub={OWN_HUB} trans={trans} />);
  return { model, searchWorks };
}

describe('Filters', () => {
  it('lists what can be chosen, by names and with counts', async () => {
    await show();

    expect(screen.getAllByRole('group').map(group => group.querySelector('legend')?.textContent)).toEqual([
      'Language',
      'Package',
      'Hub',
      'Licence'
    ]);
    expect(within(screen.getByRole('group', { name: 'Hub' })).getAllByRole('checkbox')).toHaveLength(2);
    expect(screen.getByLabelText(/This hub/)).toBeTruthy();
    expect(screen.getByLabelText(/CC BY 4.0/)).toBeTruthy();
  });

  it('asks anew as soon as something is ticked', async () => {
    const { model, searchWorks } = await show();

    fireEvent.click(screen.getByLabelText(/Python/));

    expect(model.search.chosen.language).toEqual(['python']);
    expect(searchWorks).toHaveBeenCalledTimes(2);
  });

  it('shows five, and the others with a field to find them', async () => {
    await show();
    const group = within(screen.getByRole('group', { name: 'Package' }));
    const before = group.getAllByRole('checkbox').length;

    fireEvent.click(group.getByRole('button', { name: '2 more' }));
    const all = group.getAllByRole('checkbox').length;
    fireEvent.change(group.getByRole('textbox'), { target: { value: 'CART' } });

    expect([before, all]).toEqual([5, 7]);
    expect(group.getAllByRole('checkbox')).toHaveLength(1);
  });

  it('says how many works that leaves, and shows them', async () => {
    const { model } = await show();

    fireEvent.click(screen.getByRole('button', { name: 'Show 1,400 works' }));

    expect(model.isFiltering).toBe(false);
  });

  it('clears all that is chosen and keeps the words', async () => {
    const { model } = await show();
    await model.toggle({ facet: 'language', value: 'python' });

    fireEvent.click(screen.getByRole('button', { name: 'Clear' }));

    expect([model.search.chosen.language, model.search.text]).toEqual([[], 'trend']);
  });
});
