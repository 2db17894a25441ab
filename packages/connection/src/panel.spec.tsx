// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { nullTranslator } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import { act } from '@testing-library/react';
import { AtriumPanel } from './panel';
import { AtriumTabs } from './tabs';

const trans = nullTranslator.load('jupyter_atrium');

async function aPanel(tabs: AtriumTabs): Promise<AtriumPanel> {
  const panel = new AtriumPanel({ tabs, trans });
  await act(async () => {
    Widget.attach(panel, document.body);
  });
  return panel;
}

describe('AtriumPanel', () => {
  let panel: AtriumPanel;
  let tabs: AtriumTabs;
  let bodies: Record<string, Widget>;

  beforeEach(async () => {
    tabs = new AtriumTabs();
    bodies = {};
    for (const [index, id] of ['gallery', 'mine'].entries()) {
      tabs.addTab({ id, title: id, rank: index, create: () => (bodies[id] = new Widget()) });
    }
    panel = await aPanel(tabs);
  });

  afterEach(async () => {
    await act(async () => panel.dispose());
  });

  it('makes no tab before it is started', () => {
    expect(bodies).toEqual({});
  });

  it('makes only the tab that is shown', async () => {
    await act(async () => panel.start());

    expect(Object.keys(bodies)).toEqual(['gallery']);
  });

  it('ties a tab to its panel for screen readers', async () => {
    await act(async () => panel.start());

    const body = bodies.gallery as Widget;
    const tab = document.getElementById(body.node.getAttribute('aria-labelledby') ?? '');
    expect(body.node.getAttribute('role')).toBe('tabpanel');
    expect(tab?.getAttribute('aria-controls')).toBe(body.id);
  });

  it('hides one tab for another and keeps it', async () => {
    await act(async () => panel.start());

    await act(async () => tabs.select('mine'));
    await act(async () => tabs.select('gallery'));

    expect(bodies.gallery?.isHidden).toBe(false);
    expect(bodies.mine?.isHidden).toBe(true);
  });

  it('hands focus on to the tab that is shown, also when that is made only then', async () => {
    const wanted = jest.fn();
    tabs.addTab({
      id: 'rooms',
      title: 'Rooms',
      rank: 9,
      create: () =>
        new (class extends Widget {
          protected override onActivateRequest(): void {
            wanted();
          }
        })()
    });
    await act(async () => panel.start());
    tabs.select('rooms');

    await act(async () => panel.activate());

    expect(wanted).toHaveBeenCalled();
  });

  it('shows on its icon that something waits', async () => {
    await act(async () => {
      tabs.addTab({ id: 'rooms', title: 'Rooms', rank: 9, create: () => new Widget(), waiting: () => 2 });
    });

    expect(panel.title.className).toBe('jp-mod-atriumWaiting');
    expect(panel.title.caption).toBe('Atrium: 2 things wait');
  });

  it('disposes of the tab that is removed', async () => {
    const rooms = tabs.addTab({ id: 'rooms', title: 'Rooms', rank: 9, create: () => (bodies.rooms = new Widget()) });
    await act(async () => panel.start());
    await act(async () => tabs.select('rooms'));

    await act(async () => rooms.dispose());

    expect(bodies.rooms?.isDisposed).toBe(true);
  });
});
