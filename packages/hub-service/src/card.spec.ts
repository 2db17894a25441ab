// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CardFields } from '@jupyter-atrium/api';
import { aCard } from '@jupyter-atrium/api/testing';
import { makeCard } from './card';

const { needs, cover, ...FIELDS } = aCard();
const make = (fields: Partial<CardFields>): ReturnType<typeof makeCard> =>
  makeCard({ ...FIELDS, ...fields }, { needs, cover, entry: 'first.ipynb' }, path => path === 'glacier-melt.ipynb');

describe('makeCard', () => {
  it('joins what the author decided and what was read', () => {
    expect(make({})).toEqual(aCard());
  });

  it('opens the file that was found first if the author chose none', () => {
    const card = makeCard({ ...FIELDS, entry: null }, { needs, cover, entry: 'glacier-melt.ipynb' }, () => true);
    expect(card.entry).toBe('glacier-melt.ipynb');
  });

  it.each([
    ['an empty title', { title: '  ' }],
    ['a line end in the title', { title: 'a\nb' }],
    ['a character that turns the text', { authors: [{ name: 'A\u202eB' }] }],
    ['half a character', { tags: ['\ud800'] }],
    ['a licence in words', { licence: 'all rights' }],
    ['a file that is not there', { entry: 'nowhere.ipynb' }],
    [
      'more than eight kilobytes',
      { tags: Array.from({ length: 40 }, (_, index) => `${index}${'ä'.repeat(58)}`), summary: 'x'.repeat(4000) }
    ]
  ])('refuses %s', (_, fields) => {
    expect(() => make(fields)).toThrow(expect.objectContaining({ code: 'bad-card' }) as Error);
  });

  it('lets a summary have paragraphs', () => {
    expect(make({ summary: 'One.\n\nTwo.' }).summary).toBe('One.\n\nTwo.');
  });
});
