// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Signal } from '@lumino/signaling';
import { AtriumTabs } from './tabs';
import type { AtriumTab } from './tokens';

function aTab(fields: Partial<AtriumTab> = {}): AtriumTab {
  return { id: 'gallery', title: 'Gallery', rank: 10, create: jest.fn(), ...fields };
}

describe('AtriumTabs', () => {
  it('stand in the order of their rank, whoever came first', () => {
    const tabs = new AtriumTabs();

    tabs.addTab(aTab({ id: 'rooms', rank: 30 }));
    tabs.addTab(aTab({ id: 'gallery', rank: 10 }));

    expect(tabs.tabs.map(tab => tab.id)).toEqual(['gallery', 'rooms']);
  });

  it('show the first one while nothing is chosen', () => {
    const tabs = new AtriumTabs();

    tabs.addTab(aTab({ id: 'mine', rank: 20 }));
    tabs.addTab(aTab({ id: 'gallery', rank: 10 }));

    expect(tabs.current).toBe('gallery');
  });

  it('remember a choice until its tab is there', () => {
    const tabs = new AtriumTabs();
    tabs.select('rooms');
    tabs.addTab(aTab());
    const before = tabs.current;

    tabs.addTab(aTab({ id: 'rooms', rank: 30 }));

    expect([before, tabs.current]).toEqual(['gallery', 'rooms']);
  });

  it('go back to the first one when the current one is removed', () => {
    const tabs = new AtriumTabs();
    tabs.addTab(aTab());
    const rooms = tabs.addTab(aTab({ id: 'rooms', rank: 30 }));
    tabs.select('rooms');

    rooms.dispose();

    expect(tabs.current).toBe('gallery');
  });

  it('add up what waits, and tell when it changes', () => {
    const tabs = new AtriumTabs();
    const waitingChanged = new Signal<object, void>({});
    let waiting = 1;
    tabs.addTab(aTab({ waiting: () => waiting, waitingChanged }));
    tabs.addTab(aTab({ id: 'mine', waiting: () => 2 }));
    const changed = jest.fn();
    tabs.changed.connect(changed);

    waiting = 3;
    waitingChanged.emit();

    expect(changed).toHaveBeenCalledTimes(1);
    expect(tabs.waiting).toBe(5);
  });

  it('hear no more of a tab that is removed', () => {
    const tabs = new AtriumTabs();
    const waitingChanged = new Signal<object, void>({});
    tabs.addTab(aTab({ waitingChanged })).dispose();
    const changed = jest.fn();
    tabs.changed.connect(changed);

    waitingChanged.emit();

    expect(changed).not.toHaveBeenCalled();
  });
});
