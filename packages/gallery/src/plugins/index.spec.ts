// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { AtriumTab, IAtriumPanel } from '@jupyter-atrium/connection';
import { CommandIDs } from '@jupyter-atrium/connection';
import { CommandRegistry } from '@lumino/commands';
import { DisposableDelegate } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import { FakeAtrium, aGallery, aWorkspace } from '../../test/fakes';
import plugins from '.';
import { commands } from './commands';
import { launcher } from './launcher';
import { mine } from './mine';
import { pages } from './pages';
import { panel } from './panel';

class FakePanel implements IAtriumPanel {
  readonly tabs: AtriumTab[] = [];
  readonly show = jest.fn();

  addTab(tab: AtriumTab): DisposableDelegate {
    this.tabs.push(tab);
    return new DisposableDelegate(() => this.tabs.splice(this.tabs.indexOf(tab), 1));
  }
}

function anApp(): JupyterFrontEnd {
  const app = {
    commands: new CommandRegistry(),
    restored: Promise.resolve(),
    contextMenuHitTest: () => undefined,
    shell: { add: jest.fn(), activateById: jest.fn(), currentWidget: null, currentChanged: new Signal({}) }
  };
  return app as unknown as JupyterFrontEnd;
}

describe('the plugins of gallery', () => {
  it('have unique ids, descriptions, and start by themselves', () => {
    expect(plugins.map(plugin => plugin.id)).toEqual([
      '@jupyter-atrium/gallery:commands',
      '@jupyter-atrium/gallery:decisions',
      '@jupyter-atrium/gallery:file-marks',
      '@jupyter-atrium/gallery:launcher',
      '@jupyter-atrium/gallery:mine',
      '@jupyter-atrium/gallery:pages',
      '@jupyter-atrium/gallery:panel',
      '@jupyter-atrium/gallery:state',
      '@jupyter-atrium/gallery:updates'
    ]);
    expect(plugins.every(plugin => plugin.autoStart === true && plugin.description)).toBe(true);
  });

  it('describe the arguments of every command', async () => {
    const app = anApp();
    const atrium = new FakeAtrium();
    void commands.activate(app, atrium, new FakePanel(), aGallery(atrium), aWorkspace(), null, null, null, null);
    const missing = Array.from({ length: 9 }, () => null);
    void pages.activate(app, atrium, new FakePanel(), aGallery(atrium), ...missing);

    const ids = app.commands.listCommands();
    const described = await Promise.all(ids.map(id => app.commands.describedBy(id)));

    expect(ids).toHaveLength(8);
    expect(described.every(({ args }) => args !== null)).toBe(true);
  });

  it('add their tabs to the panel, and make nothing before a tab is shown', () => {
    const atriumPanel = new FakePanel();
    const atrium = new FakeAtrium();
    const shared = aGallery(atrium);

    void panel.activate(anApp(), atrium, atriumPanel, shared, null, null);
    void mine.activate(anApp(), atrium, atriumPanel, shared, null);

    expect(atriumPanel.tabs.map(tab => [tab.id, tab.title, tab.waiting?.() ?? 0])).toEqual([
      ['gallery', 'Gallery', 0],
      ['mine', 'Mine', 0]
    ]);
  });

  it('add one card to the launcher', () => {
    const add = jest.fn();

    void launcher.activate(anApp(), { add }, null);

    expect(add.mock.calls).toMatchObject([[{ command: CommandIDs.showGallery, category: 'Other' }]]);
  });

  it('show the panel’s tabs by commands', async () => {
    const app = anApp();
    const atriumPanel = new FakePanel();
    void commands.activate(app, new FakeAtrium(), atriumPanel, aGallery(), aWorkspace(), null, null, null, null);

    await app.commands.execute(CommandIDs.showGallery);
    await app.commands.execute(CommandIDs.showMine);

    expect(atriumPanel.show.mock.calls).toEqual([['gallery'], ['mine']]);
  });
});
