// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { fireEvent, render, screen } from '@testing-library/react';
import * as React from 'react';
import { TabList } from './tab-list';

const TABS = [
  { id: 'gallery', title: 'Gallery' },
  { id: 'mine', title: 'Mine', badge: { count: '2', label: '2 wait' } },
  { id: 'rooms', title: 'Rooms' }
];

function show(current: string, onSelect = jest.fn()): jest.Mock {
  render(<TabList label="Atrium" tabs={TABS} current={current} idPrefix="x" onSelect={onSelect} />);
  return onSelect;
}

describe('TabList', () => {
  it('has one tab stop, on the current tab', () => {
    show('mine');

    expect(screen.getAllByRole('tab').map(tab => tab.tabIndex)).toEqual([-1, 0, -1]);
  });

  it('says which tab is current and what it controls', () => {
    show('mine');

    const tab = screen.getByRole('tab', { selected: true });
    expect(tab.id).toBe('x-tab-mine');
    expect(tab.getAttribute('aria-controls')).toBe('x-panel-mine');
  });

  it('has words for a badge', () => {
    show('gallery');

    expect(screen.getByRole('img', { name: '2 wait' })).toBeTruthy();
  });

  it.each([
    ['ArrowRight', 'mine', 'rooms'],
    ['ArrowRight', 'rooms', 'gallery'],
    ['ArrowLeft', 'gallery', 'rooms'],
    ['Home', 'rooms', 'gallery'],
    ['End', 'gallery', 'rooms']
  ])('moves and chooses by %s from %s', (key, from, to) => {
    const onSelect = show(from);

    fireEvent.keyDown(screen.getByRole('tab', { selected: true }), { key });

    expect(onSelect).toHaveBeenCalledWith(to);
    expect(document.activeElement?.id).toBe(`x-tab-${to}`);
  });

  it('leaves other keys alone', () => {
    const onSelect = show('gallery');

    fireEvent.keyDown(screen.getByRole('tab', { selected: true }), { key: 'a' });

    expect(onSelect).not.toHaveBeenCalled();
  });
});
